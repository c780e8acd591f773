package sqlite

// statement names one of the statements that the writer keeps prepared.
type statement int

const (
	begin statement = iota
	commit
	rollback
	recordState
	recordVersion
	answerKept
	claimHolder
	insertRecord
	insertEntry
	insertPersonal
	erasePersonal
	eraseAnswers
	sweepAnswers
	insertAnswer
	audienceOf
	insertShare
	updateShare
	deleteShare
	moveShares
	releaseClaim
	takeClaim
	reserve
	acquireReader
	advanceReader
	releaseReader
	readerState
	buryLetter

	statements
)

// texts are the statements' texts. Placeholders are numbered from the left.
var texts = [statements]string{
	begin:    "BEGIN IMMEDIATE",
	commit:   "COMMIT",
	rollback: "ROLLBACK",

	recordState:   stateText(),
	recordVersion: "SELECT version FROM ledger_records WHERE kind = ? AND id = ?",
	answerKept:    "SELECT about_kind, about_id FROM ledger_answers WHERE account = ? AND key = ? AND until > ?",
	claimHolder:   "SELECT record FROM ledger_claims WHERE claim = ?",

	insertRecord: `INSERT INTO ledger_records (version, digest, touched, document, ` + headerColumns + `, kind, id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	insertEntry: `INSERT INTO ledger_entries (record, version, at, as_of, verb, rule,
		account, person, post, unit, system, cause_kind, cause_id, cause_version, body, changes, digest)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,

	insertPersonal: "INSERT INTO ledger_personal (record, field, version, salt, value) VALUES (?, ?, ?, ?, ?)",
	erasePersonal:  "DELETE FROM ledger_personal WHERE record = ?",

	eraseAnswers: "DELETE FROM ledger_answers WHERE about_kind = ? AND about_id = ?",
	// an expired answer under the same key makes way; of the others a few go with each commit
	sweepAnswers: `DELETE FROM ledger_answers WHERE (account, key) IN
		(SELECT account, key FROM ledger_answers WHERE until <= ? ORDER BY until LIMIT 4)`,
	insertAnswer: `INSERT OR REPLACE INTO ledger_answers (account, key, about_kind, about_id, request, body, until)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,

	audienceOf:  "SELECT key, desk FROM ledger_audience WHERE record = ?",
	insertShare: "INSERT INTO ledger_audience (key, kind, opened, id, record, desk) VALUES (?, ?, ?, ?, ?, ?)",
	updateShare: "UPDATE ledger_audience SET desk = ? WHERE record = ? AND key = ?",
	deleteShare: "DELETE FROM ledger_audience WHERE record = ? AND key = ?",
	moveShares:  "UPDATE ledger_audience SET opened = ? WHERE record = ?",

	releaseClaim: "DELETE FROM ledger_claims WHERE claim = ? AND record = ?",
	takeClaim:    "INSERT INTO ledger_claims (claim, record) VALUES (?, ?)",

	reserve: `INSERT INTO ledger_series (series, next) VALUES (?1, 1 + ?2)
		ON CONFLICT (series) DO UPDATE SET next = next + ?2 RETURNING next - ?2`,

	acquireReader: `INSERT INTO ledger_readers AS r (reader, position, token, holder, until) VALUES (?, ?, 1, ?, ?)
		ON CONFLICT (reader) DO UPDATE SET token = r.token + 1, holder = excluded.holder, until = excluded.until
		WHERE r.until IS NULL OR r.until <= ? RETURNING token, position`,
	advanceReader: `UPDATE ledger_readers SET position = ?1, until = ?2
		WHERE reader = ?3 AND token = ?4 AND until IS NOT NULL AND position <= ?1 RETURNING token`,
	releaseReader: "UPDATE ledger_readers SET holder = '', until = NULL WHERE reader = ? AND token = ?",
	readerState:   "SELECT position, token, until FROM ledger_readers WHERE reader = ?",

	buryLetter: `INSERT INTO ledger_letters (reader, position, event, tries, reason, at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (reader, position) DO NOTHING`,
}
