package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// tampered are what somebody with the file does, and what the program says of
// it, after the amounts. In a database of three matters, each reported, verified
// and whistled, positions 1 to 3 are the first matter's.
var tampered = map[string]struct{ sql, says string }{
	"an entry's verb": {"UPDATE ledger_entries SET verb = 'refuse' WHERE position = 5",
		`position 5 entry 2 of case [0-9a-f-]{36} does not match its digest（历史记录被改动：第5条（case [0-9a-f-]{36}）内容与其摘要不符）`},
	"who did it": {"UPDATE ledger_entries SET person = 'zhao' WHERE position = 6",
		`position 6 entry 3 .*不符`},
	"when it was": {"UPDATE ledger_entries SET at = at - 60000000 WHERE position = 3",
		`position 3 entry 3 .*was recorded before its predecessor.*记录时间早于前一条`},
	"a field": {"UPDATE ledger_entries SET changes = replace(changes, 'verified', 'Verified') WHERE position = 5",
		`position 5 entry 2 .*不符`},
	"an entry removed": {"DELETE FROM ledger_entries WHERE position = 5",
		`position 6 entry 3 .*follows a missing, doubled or misplaced entry.*此前有记录缺失、重复或次序颠倒`},
	"the last entry removed": {"DELETE FROM ledger_entries WHERE position = 9",
		`case [0-9a-f-]{36} is not as its history ends（历史记录被改动：（case [0-9a-f-]{36}）现存版本与历史的末条不符）`},
	"a matter's history removed": {"DELETE FROM ledger_entries WHERE position IN (4, 5, 6)",
		`case [0-9a-f-]{36} has no history.*没有任何历史记录`},
	"two entries swapped": {"UPDATE ledger_entries SET position = CASE position WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE position IN (2, 3); UPDATE ledger_entries SET position = -position WHERE position < 0",
		`position 2 entry 3 .*missing, doubled or misplaced`},
	"a document": {"UPDATE ledger_records SET document = replace(document, 'whistled', 'closed') WHERE record = 2",
		`case [0-9a-f-]{36} has a document that its history does not make.*现存内容与历史不符`},
	"a record set back": {"UPDATE ledger_records SET version = 2 WHERE record = 2",
		`case [0-9a-f-]{36} is not as its history ends`},
	"a title": {"UPDATE ledger_personal SET value = CAST('\"树枝\"' AS BLOB) WHERE record = 2 AND field = 'title'",
		`position 4 entry 1 of case [0-9a-f-]{36} has a personal value that is not the one sealed in it.*个人信息与封存时不符`},
}

// "Tampering with the file by SQL is seen and named", by a plain run that
// knows no checkpoint.
func TestTamperedDatabase(t *testing.T) {
	sound := newBench(t, 3).verify(0)
	text, err := os.ReadFile(sound.path("jinlin.db"))
	require.NoError(t, err)
	for name, row := range tampered {
		t.Run(name, func(t *testing.T) {
			b := &bench{t: t, dir: t.TempDir()}
			require.NoError(t, os.WriteFile(b.path("jinlin.db"), text, 0o600))
			b.verify(0).tamper(row.sql).verify(1)
			require.Regexp(t, `^\d records, \d entries, 0\.00 s: history has been altered: `+row.says+`.*\n$`, b.out)
		})
	}
}

// What fits together is found by a checkpoint alone: a whole matter is taken
// out, record and all, or the database is set back to last night's backup. And
// what is found is never signed, nor is the state moved.
func TestTamperedWithoutTrace(t *testing.T) {
	b := newBench(t, 3)
	b.run(0, "-genkey", b.path("key"), "-origin", "思明区.example")
	backup, err := os.ReadFile(b.path("jinlin.db"))
	require.NoError(t, err)
	b.live(1)
	b.verify(0, "-sign", b.path("key"), "-state", b.path("state")).save("then.txt")
	now, err := os.ReadFile(b.path("jinlin.db"))
	require.NoError(t, err)
	state, err := os.ReadFile(b.path("state"))
	require.NoError(t, err)
	checked := []string{"-checkpoint", b.path("then.txt"), "-key", b.path("key.pub")}

	b.tamper("DELETE FROM ledger_entries WHERE record = 2", "DELETE FROM ledger_personal WHERE record = 2",
		"DELETE FROM ledger_audience WHERE record = 2", "DELETE FROM ledger_records WHERE record = 2").verify(0)
	b.verify(1, checked...)
	require.Contains(t, b.out, "position 12 is the last one, though the checkpoint counts more（历史记录被改动：第12条此后的记录缺失，少于检查点所签条数）")

	require.NoError(t, os.WriteFile(b.path("jinlin.db"), backup, 0o600))
	b.verify(0).verify(1, checked...)
	b.verify(1, "-state", b.path("state"), "-sign", b.path("key"))
	require.Empty(t, b.out, "nothing is signed")
	require.Contains(t, b.err, "position 12 is no longer the one up to which the feed was read before")
	b.live(1) // another matter in the place of the one that was lost
	b.verify(0).verify(1, checked...)
	require.Contains(t, b.out, "position 12 or one before it is not what was signed（历史记录被改动：第12条截至此条的历史与检查点所签不符）")
	older := &bench{t: t, dir: t.TempDir()}
	require.NoError(t, os.WriteFile(older.path("jinlin.db"), backup, 0o600))
	older.verify(0, "-sign", b.path("key"))
	b.out = older.out
	b.save("older.txt")
	b.verify(0, "-checkpoint", b.path("older.txt"), "-key", b.path("key.pub"))
	b.verify(1, "-checkpoint", b.path("older.txt"), "-key", b.path("key.pub"), "-state", b.path("state"))
	require.Contains(t, b.out, "position 12 or one before it is not what was signed", "the state is older than the change, the checkpoint is older still")
	kept, err := os.ReadFile(b.path("state"))
	require.NoError(t, err)
	require.Equal(t, string(state), string(kept))

	require.NoError(t, os.WriteFile(b.path("jinlin.db"), now, 0o600))
	b.verify(0, checked...)
}

// As a user runs it: an exit code of 1, and the line on standard output.
func TestTamperedProcess(t *testing.T) {
	b := newBench(t, 2).tamper("UPDATE ledger_entries SET unit = '350205002' WHERE position = 2")
	text, code := b.child("-db", "sqlite:jinlin.db")
	require.Equal(t, 1, code)
	require.Regexp(t, `^1 records, 1 entries, \d\.\d\d s: history has been altered: position 2 entry 2 of case .*\n$`, text)
	_, code = b.child("-db", "sqlite:other.db")
	require.Equal(t, 2, code)
}
