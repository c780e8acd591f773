package checkpoint_test

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/governance"
)

var update = flag.Bool("update", false, "rewrite the golden files; whoever holds a checkpoint then cannot check it any more")

// golden compares a text with a file.
func golden(t *testing.T, name, text string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile("testdata/"+name, []byte(text), 0o600))
	}
	want, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	require.Equal(t, string(want), text)
}

// doc.go, The tree: the bytes of a leaf, one by one.
func TestLeafBytes(t *testing.T) {
	r := ref(3)
	l := checkpoint.Leaf{Position: 258, Ref: r, Version: 7, Digest: governance.Digest{0xd1, 31: 0xd2}}
	require.Equal(t, "议事", r.Kind)
	require.Equal(t, "0000000000000102"+"0000000000000007"+"00030000000040008000000000000001"+
		"d1"+strings.Repeat("00", 30)+"d2"+"e8aeaee4ba8b", hex.EncodeToString(l.Bytes()))
}

// doc.go, The checkpoint: the text, the signature and the state of five entries
// are the same for ever.
func TestGolden(t *testing.T) {
	w := newWorld(t, 3, 5)
	log := followed(t, w)
	_, signed := made(t, w)
	golden(t, "checkpoint.txt", string(signed))
	state, err := log.MarshalText()
	require.NoError(t, err)
	golden(t, "state.txt", string(state))
	c, err := checkpoint.Verify(t.Context(), w, signed, verifier(t))
	require.NoError(t, err)
	require.Equal(t, int64(5), c.Count)
}

// Parse and String are inverses, for an empty feed and at every count.
func TestParseIsTheInverse(t *testing.T) {
	w := newWorld(t, 4, 40)
	var log checkpoint.Log
	for i, e := range append(history{{}}, w.feed()...) {
		if i > 0 {
			require.NoError(t, log.Add(&e))
		}
		c := log.Checkpoint(origin, friday.UTC().Add(time.Duration(i)*time.Hour+999*time.Millisecond))
		back, err := checkpoint.Parse(c.String())
		require.NoError(t, err)
		require.True(t, c == back, "%v\n%v", c, back)
		require.True(t, back.At.Equal(friday.Add(time.Duration(i)*time.Hour)))
	}
}

// "There is one way to write a checkpoint, and reading accepts no other."
func TestParseIsStrict(t *testing.T) {
	w := newWorld(t, 3, 5)
	good := func() checkpoint.Checkpoint { c, _ := made(t, w); return c }()
	text := good.String()
	empty := (&checkpoint.Log{}).Checkpoint(origin, friday).String()
	for name, bad := range map[string]string{
		"nothing": "", "cut": text[:len(text)-1], "one line more": text + "more\n", "a blank line": "\n" + text,
		"other line ends": strings.ReplaceAll(text, "\n", "\r\n"), "another version": strings.Replace(text, " v1\n", " v2\n", 1),
		"a zero in front": strings.Replace(text, "\n5\n", "\n05\n", 1), "a plus sign": strings.Replace(text, "\n5\n", "\n+5\n", 1),
		"a negative count": strings.Replace(text, "\n5\n", "\n-5\n", 1), "a count too long": strings.Replace(text, "\n5\n", "\n99999999999999999999\n", 1),
		"more entries than positions": strings.Replace(text, "\n5\n", "\n6\n", 1), "no count": strings.Replace(text, "\n5\n", "\n\n", 1),
		"a root in hexadecimal": strings.Replace(text, good.Root.String(), hex.EncodeToString(good.Root[:]), 1),
		"a root without end":    strings.Replace(text, "=\n", "\n", 1),
		"a position unnamed":    strings.Replace(text, "position ", "", 1), "a time unnamed": strings.Replace(text, "at ", "", 1),
		"another zone": strings.Replace(text, "+08:00", "Z", 1), "a part of a second": strings.Replace(text, "10:00:00", "10:00:00.5", 1),
		"no such day": strings.Replace(text, "2024-09-27", "2024-02-30", 1), "a space at an end": strings.Replace(text, "position 5", "position 5 ", 1),
		"no origin": strings.TrimPrefix(text, origin), "an origin with a space": "a b" + strings.TrimPrefix(text, origin),
		"an origin with a plus": "a+b" + strings.TrimPrefix(text, origin), "an origin that hides": "a\u200bb" + strings.TrimPrefix(text, origin),
		"an origin that is no text": "a\xff" + strings.TrimPrefix(text, origin),
		"none, with a root":         strings.Replace(empty, emptyRoot(), good.Root.String(), 1),
		"none, with a position":     strings.Replace(empty, "position 0", "position 3", 1),
		"the zero time":             strings.Replace(text, "2024-09-27T10:00:00", "0001-01-01T08:00:00", 1),
	} {
		_, err := checkpoint.Parse(bad)
		var format *checkpoint.FormatError
		require.ErrorAs(t, err, &format, name)
		require.NotEqual(t, text, bad, name)
		if !strings.HasSuffix(bad, "\n") {
			continue // a note ends with a line's end
		}
		signed, err := note.Sign(&note.Note{Text: bad}, signer(t))
		if err == nil {
			_, err = checkpoint.Open(signed, verifier(t))
		}
		require.Error(t, err, "%s: a signature makes no difference", name)
	}
	for _, text := range []string{text, empty} {
		_, err := checkpoint.Parse(text)
		require.NoError(t, err)
	}
}

func emptyRoot() string {
	var log checkpoint.Log
	if log.Root() != sha256.Sum256(nil) {
		return "RFC 6962, 2.1: the hash of an empty tree is that of an empty string"
	}
	return log.Root().String()
}
