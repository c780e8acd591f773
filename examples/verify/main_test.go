package main

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/examples/server/assembly"
	"github.com/jinlin-project/jinlin/examples/server/settings"
)

// The doc of the command: one line, and 0 if all is as it was written.
func TestSoundDatabase(t *testing.T) {
	b := newBench(t, 4).verify(0)
	require.Equal(t, "4 records, 12 entries, 0.00 s: ok（历史完整，未发现改动）\n", b.out)
	require.Empty(t, b.err)
	b.verify(0, "-db", "sqlite://"+b.path("jinlin.db"))
	text, code := b.child()
	require.Zero(t, code, "the usual database, in the usual place")
	require.Regexp(t, `^4 records, 12 entries, \d\.\d\d s: ok`, text)
}

// What the server makes of an empty database with -demo is sound, the
// organisation's long record included.
func TestDemonstration(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	s, err := assembly.Open(t.Context(), &settings.Settings{DB: "sqlite:" + b.path("jinlin.db"), Demo: true, Clock: friday},
		assembly.Outside{Wall: time.Now, Entropy: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	b.verify(0)
}

// -genkey: a private file that only its owner reads, a public one beside it, and
// neither ever written over.
func TestGenkey(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	key := b.path("key")
	b.run(0, "-genkey", key, "-origin", "思明区.example")
	for name, mode := range map[string]os.FileMode{key: 0o600, key + ".pub": 0o644} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm()&(mode|0o077), name)
	}
	public, err := os.ReadFile(key + ".pub")
	require.NoError(t, err)
	require.Equal(t, string(public), b.out)
	private, err := os.ReadFile(key)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(private), "PRIVATE+KEY+思明区.example+"))
	b.run(2, "-genkey", key, "-origin", "思明区.example")
	require.NoError(t, os.Remove(key))
	b.run(2, "-genkey", key, "-origin", "思明区.example")
	require.NoFileExists(t, key, "not half a pair")
	again, err := os.ReadFile(key + ".pub")
	require.NoError(t, err)
	require.Equal(t, public, again)
}

// The way of a checkpoint: signed, left the house, and checked when the
// database has grown.
func TestCheckpointLater(t *testing.T) {
	b := newBench(t, 3)
	b.run(0, "-genkey", b.path("key"), "-origin", "思明区.example")
	public := strings.TrimSpace(b.out)
	b.verify(0, "-sign", b.path("key"), "-origin", "思明区.example").save("then.txt")
	require.Regexp(t, `^思明区\.example\n9\n.{44}\njinlin checkpoint v1\nposition 9\nat 2024-09-27T10:00:00\+08:00\n\n— 思明区\.example .*\n$`, b.out)
	require.Equal(t, "3 records, 9 entries, 0.00 s: ok（历史完整，未发现改动）\n", b.err)
	b.live(2)
	for _, key := range []string{public, b.path("key.pub")} {
		b.verify(0, "-checkpoint", b.path("then.txt"), "-key", key)
		require.Equal(t, "5 records, 15 entries, 0.00 s: ok, as signed by 思明区.example on 2024-09-27 10:00:00 for 9 entries（历史完整，与2024-09-27 10:00:00所签检查点一致）\n", b.out)
	}
	b.verify(0, "-checkpoint", b.path("then.txt"), "-key", public, "-sign", b.path("key")).save("now.txt")
	b.verify(0, "-checkpoint", b.path("now.txt"), "-key", public)
}

// A checkpoint by somebody else's key, or one that was written over, is no
// checkpoint.
func TestForgedCheckpoint(t *testing.T) {
	b := newBench(t, 2)
	for _, name := range []string{"ours", "theirs"} {
		b.run(0, "-genkey", b.path(name), "-origin", "思明区.example")
	}
	b.verify(0, "-sign", b.path("theirs")).save("theirs.txt")
	b.verify(1, "-checkpoint", b.path("theirs.txt"), "-key", b.path("ours.pub"))
	require.Contains(t, b.out, "0 records, 0 entries, 0.00 s: the checkpoint is not signed by the key of 思明区.example（检查点没有该公钥对应的有效签名）")
	b.verify(0, "-sign", b.path("ours")).save("ours.txt")
	b.out = strings.Replace(b.out, "\n6\n", "\n5\n", 1)
	b.save("ours.txt")
	b.verify(1, "-checkpoint", b.path("ours.txt"), "-key", b.path("ours.pub"))
	signer, err := readSigner(b.path("ours"), "")
	require.NoError(t, err)
	theirs, err := os.ReadFile(b.path("theirs.txt"))
	require.NoError(t, err)
	text, _, _ := strings.Cut(string(theirs), "\n\n")
	foreign, err := note.Sign(&note.Note{Text: strings.Replace(text, "思明区", "湖里区", 1) + "\n"}, signer)
	require.NoError(t, err)
	b.out = string(foreign)
	b.save("foreign.txt")
	b.verify(1, "-checkpoint", b.path("foreign.txt"), "-key", b.path("ours.pub"))
	require.Contains(t, b.out, "the checkpoint is of 湖里区.example, not of 思明区.example（检查点不属于该公钥的名称）")
	b.out = "杂"
	b.save("ours.txt")
	b.verify(1, "-checkpoint", b.path("ours.txt"), "-key", b.path("ours.pub"))
	require.Contains(t, b.out, "not a checkpoint")
	require.Contains(t, b.out, "检查点文件无法识别")
}

// -state: the next run reads new entries only, and signs the same checkpoint a
// whole run does.
func TestGoingOn(t *testing.T) {
	b := newBench(t, 2)
	state := b.path("state")
	b.run(0, "-genkey", b.path("key"), "-origin", "思明区.example")
	b.verify(0, "-state", state, "-sign", b.path("key")).save("first.txt")
	b.live(3)
	b.verify(0, "-state", state, "-sign", b.path("key"))
	require.Equal(t, "3 records changed, 9 entries after the first 6, 0.00 s: ok（历史完整，未发现改动）\n", b.err)
	b.save("second.txt")
	second := b.out
	require.Equal(t, second, b.verify(0, "-sign", b.path("key")).out, "as a whole run signs it")
	b.verify(0, "-state", state, "-sign", b.path("key"))
	require.Equal(t, second, b.out, "and once more, when nothing has happened")
	b.verify(0, "-state", state, "-checkpoint", b.path("second.txt"), "-key", b.path("key.pub"))
	require.Contains(t, b.out, "0 records changed, 0 entries after the first 15")
	b.verify(0, "-state", state, "-checkpoint", b.path("first.txt"), "-key", b.path("key.pub"))
	require.Contains(t, b.out, "5 records, 15 entries", "a checkpoint from before the state asks for a whole run")
	left, err := os.ReadDir(b.dir)
	require.NoError(t, err)
	for _, f := range left {
		require.False(t, strings.HasPrefix(f.Name(), "state."), "no half state is left over")
	}
}

// 2 for what cannot be done, told on one line.
func TestBadUse(t *testing.T) {
	b := newBench(t, 1)
	b.run(0, "-genkey", b.path("key"), "-origin", "思明区.example")
	require.NoError(t, os.WriteFile(b.path("empty"), nil, 0o600))
	require.NoError(t, os.WriteFile(b.path("text"), []byte("没有数据库"), 0o600))
	for _, args := range [][]string{
		{"-x"}, {"more"}, {"-genkey", b.path("k")}, {"-genkey", b.path("k"), "-origin", "a b"}, {"-genkey", b.path("k"), "-origin", "a", "-state", "s"},
		{"-genkey", b.path("no/folder"), "-origin", "a"}, {"-origin", "a"}, {"-checkpoint", b.path("text")}, {"-key", "a+b+c"},
		{"-checkpoint", b.path("text"), "-key", "nothing"}, {"-checkpoint", b.path("text"), "-key", b.path("text")},
		{"-checkpoint", b.path("missing"), "-key", b.path("key.pub")},
		{"-sign", b.path("missing")}, {"-sign", b.path("key.pub")}, {"-sign", b.path("key"), "-origin", "湖里区.example"},
		{"-state", b.path("text")}, {"-state", b.dir},
		{"-db", "sqlite:" + b.path("missing.db")}, {"-db", "sqlite:" + b.path("empty")}, {"-db", "sqlite:" + b.path("text")},
		{"-db", "sqlite:" + b.dir}, {"-db", "memory:"}, {"-db", "postgres://x"}, {"-db", b.path("jinlin.db")},
	} {
		b.verify(2, args...)
		require.Empty(t, b.out, args)
		require.Regexp(t, `^verify: [^\n]+\n$`, b.err, args)
	}
	require.NoFileExists(t, b.path("missing.db"), "a database that is not there is not made")
	require.NoFileExists(t, b.path("k"))
	b.run(0, "-help")
	require.Contains(t, b.out, "-genkey")
}

// What cannot be read is no finding about history, and not a good one either.
func TestDamagedFile(t *testing.T) {
	b := newBench(t, 60)
	text, err := os.ReadFile(b.path("jinlin.db"))
	require.NoError(t, err)
	for at := len(text) * 2 / 3 / 4096 * 4096; at < len(text); at += 4096 { // the tables' roots stand in front
		copy(text[at:], fmt.Sprintf("%0100d", 0))
	}
	require.NoError(t, os.WriteFile(b.path("jinlin.db"), text, 0o600))
	b.verify(1)
	require.Regexp(t, `^\d+ records, \d+ entries, 0\.00 s: [^\n]+（未能完成核验，尚不能断定历史是否被改动）\n$`, b.out)
}

// "Others may use the database meanwhile": while matters happen, every run finds
// the history sound, and each signs what it has seen.
func TestAmidWriters(t *testing.T) {
	b := newBench(t, 3)
	b.run(0, "-genkey", b.path("key"), "-origin", "思明区.example")
	writing := make(chan struct{})
	said := make(chan string, 1)
	go func() {
		runs := ""
		for {
			select {
			case <-writing:
				said <- runs
				return
			default:
				var stdout, stderr strings.Builder
				if code := run(t.Context(), []string{"-db", "sqlite:" + b.path("jinlin.db"), "-sign", b.path("key"), "-state", b.path("state")},
					outside{&stdout, &stderr, time.Now, rand.Reader}); code != 0 {
					runs += stderr.String()
				}
			}
		}
	}()
	for range 5 {
		b.live(8)
	}
	close(writing)
	require.Empty(t, <-said)
	b.verify(0, "-state", b.path("state"))
	b.verify(0)
	require.Contains(t, b.out, "43 records, 129 entries")
}
