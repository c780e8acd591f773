-- +goose Up

-- One row per record: its header as real columns, and its document.
-- Times are microseconds since 1970 UTC. "opened" of a record that was never
-- opened is that of the year 1, so that one index orders all of them; the
-- other times are NULL where there is none, and stay out of their index.
CREATE TABLE ledger_records (
    record   INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    version  INTEGER NOT NULL,
    digest   BLOB    NOT NULL,
    touched  INTEGER NOT NULL,
    district TEXT    NOT NULL,
    serial   TEXT    NOT NULL,
    phase    TEXT    NOT NULL,
    outcome  TEXT    NOT NULL,
    class    TEXT    NOT NULL,
    category TEXT    NOT NULL,
    unit     TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    parent   BLOB,
    opened   INTEGER NOT NULL,
    closed   INTEGER,
    due      INTEGER,
    wake     INTEGER,
    late     INTEGER NOT NULL,
    title    TEXT    NOT NULL,
    document TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX ledger_records_ref ON ledger_records (kind, id);
CREATE INDEX ledger_records_newest ON ledger_records (kind, opened DESC, id);
CREATE INDEX ledger_records_phase  ON ledger_records (kind, phase, opened DESC, id);
CREATE INDEX ledger_records_due    ON ledger_records (kind, due, id) WHERE due IS NOT NULL;
CREATE INDEX ledger_records_wake   ON ledger_records (kind, wake, id) WHERE wake IS NOT NULL;
CREATE INDEX ledger_records_closed ON ledger_records (kind, closed) WHERE closed IS NOT NULL;
CREATE INDEX ledger_records_unit   ON ledger_records (unit, kind, opened DESC, id) WHERE unit <> '';
CREATE INDEX ledger_records_person ON ledger_records (person, kind, opened DESC, id) WHERE person <> '';
CREATE INDEX ledger_records_parent ON ledger_records (parent, kind, opened DESC, id) WHERE parent IS NOT NULL;

-- One row per change. There is one writer at a time, so positions come in the
-- order of commits: the table is the feed.
CREATE TABLE ledger_entries (
    position      INTEGER PRIMARY KEY,
    record        INTEGER NOT NULL REFERENCES ledger_records,
    version       INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    as_of         INTEGER NOT NULL,
    verb          TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    person        TEXT    NOT NULL,
    post          TEXT    NOT NULL,
    unit          TEXT    NOT NULL,
    system        INTEGER NOT NULL,
    cause_kind    TEXT,
    cause_id      BLOB,
    cause_version INTEGER,
    body          TEXT    NOT NULL,
    changes       TEXT    NOT NULL,
    digest        BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX ledger_entries_version ON ledger_entries (record, version);

-- +goose StatementBegin
CREATE TRIGGER ledger_entries_keep BEFORE UPDATE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'history is never deleted');
END;
-- +goose StatementEnd

-- Who may see a record, and whose desk it lies on. kind, opened and id repeat
-- the record's, so that a list by key is read from the index in its order.
CREATE TABLE ledger_audience (
    key    TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    opened INTEGER NOT NULL,
    id     BLOB    NOT NULL,
    record INTEGER NOT NULL REFERENCES ledger_records,
    desk   INTEGER NOT NULL,
    PRIMARY KEY (key, kind, opened DESC, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX ledger_audience_record ON ledger_audience (record, key);
CREATE INDEX ledger_audience_desk ON ledger_audience (key, kind, opened DESC, id, record) WHERE desk = 1;

-- What at most one record holds: a vote, a seat, a slot.
CREATE TABLE ledger_claims (
    claim  TEXT    NOT NULL PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES ledger_records
) STRICT, WITHOUT ROWID;

-- Personal values, apart from history, which holds their digests only.
CREATE TABLE ledger_personal (
    record  INTEGER NOT NULL REFERENCES ledger_records,
    field   TEXT    NOT NULL,
    version INTEGER NOT NULL,
    salt    BLOB    NOT NULL,
    value   BLOB    NOT NULL,
    PRIMARY KEY (record, field, version)
) STRICT, WITHOUT ROWID;

-- What was answered under an idempotency key. about_* name the record.
CREATE TABLE ledger_answers (
    account    TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    about_kind TEXT    NOT NULL,
    about_id   BLOB    NOT NULL,
    request    BLOB    NOT NULL,
    body       BLOB,
    until      INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX ledger_answers_about ON ledger_answers (about_id, about_kind);
CREATE INDEX ledger_answers_until ON ledger_answers (until);

-- The next number of each series.
CREATE TABLE ledger_series (
    series TEXT    NOT NULL PRIMARY KEY,
    next   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE ledger_series;
DROP TABLE ledger_answers;
DROP TABLE ledger_personal;
DROP TABLE ledger_claims;
DROP TABLE ledger_audience;
DROP TABLE ledger_entries;
DROP TABLE ledger_records;
