-- +goose Up

-- Text is compared byte for byte (COLLATE "C") whatever the database's locale:
-- order, equality and the folding of ASCII letters are then the contract's.
-- Times are timestamptz: microseconds. A record that was never opened has
-- opened = -infinity, so that one index orders all of them; the other times
-- are NULL where there is none, and stay out of their index.
--
-- "home" is the district in which a record was first written. What belongs to
-- a record stays in its home's partition for good, also when the record's
-- district changes because a unit moved: no row ever moves between partitions,
-- and a record's history stands in one place.
--
-- There are no foreign keys: each would cost a look-up and a row lock for
-- every row written. ledger_commit, the only writer, holds the references.

-- Where each record is at home. The one index over all districts: a record is
-- created once, wherever.
CREATE TABLE ledger_refs (
    kind text COLLATE "C" NOT NULL,
    id   uuid             NOT NULL,
    home text COLLATE "C" NOT NULL,
    PRIMARY KEY (id, kind)
);

-- One row per record: its header as real columns, and its document as the
-- bytes that were committed.
CREATE TABLE ledger_records (
    home     text COLLATE "C" NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    id       uuid             NOT NULL,
    version  bigint           NOT NULL,
    digest   bytea            NOT NULL,
    touched  timestamptz      NOT NULL,
    district text COLLATE "C" NOT NULL,
    serial   text COLLATE "C" NOT NULL,
    phase    text COLLATE "C" NOT NULL,
    outcome  text COLLATE "C" NOT NULL,
    class    text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    unit     text COLLATE "C" NOT NULL,
    person   text COLLATE "C" NOT NULL,
    parent   uuid,
    opened   timestamptz      NOT NULL,
    closed   timestamptz,
    due      timestamptz,
    wake     timestamptz,
    late     integer          NOT NULL,
    title    text COLLATE "C" NOT NULL,
    document text COLLATE "C" NOT NULL
) PARTITION BY LIST (home);

CREATE INDEX ledger_records_newest ON ledger_records (kind, opened DESC, id);
CREATE INDEX ledger_records_phase  ON ledger_records (kind, phase, opened DESC, id);
CREATE INDEX ledger_records_due    ON ledger_records (kind, due, id) WHERE due IS NOT NULL;
CREATE INDEX ledger_records_wake   ON ledger_records (wake, id) WHERE wake IS NOT NULL; -- time acts on all kinds at once
CREATE INDEX ledger_records_closed ON ledger_records (kind, closed) WHERE closed IS NOT NULL;
CREATE INDEX ledger_records_unit   ON ledger_records (unit, kind, opened DESC, id) WHERE unit <> '';
CREATE INDEX ledger_records_person ON ledger_records (person, kind, opened DESC, id) WHERE person <> '';
CREATE INDEX ledger_records_parent ON ledger_records (parent, kind, opened DESC, id) WHERE parent IS NOT NULL;

-- One row per change, never rewritten. The position is the feed's: see
-- ledger_commit for why no reader ever misses one.
CREATE TABLE ledger_entries (
    home          text COLLATE "C" NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    id            uuid             NOT NULL,
    version       bigint           NOT NULL,
    position      bigint           NOT NULL,
    at            timestamptz      NOT NULL,
    as_of         timestamptz      NOT NULL,
    verb          text COLLATE "C" NOT NULL,
    rule          text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    person        text COLLATE "C" NOT NULL,
    post          text COLLATE "C" NOT NULL,
    unit          text COLLATE "C" NOT NULL,
    system        boolean          NOT NULL,
    cause_kind    text COLLATE "C",
    cause_id      uuid,
    cause_version bigint,
    body          text COLLATE "C" NOT NULL,
    changes       text COLLATE "C" NOT NULL,
    digest        bytea            NOT NULL
) PARTITION BY LIST (home);

CREATE INDEX ledger_entries_position ON ledger_entries (position);

-- +goose StatementBegin
CREATE FUNCTION ledger_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is never rewritten or deleted';
END $$;
-- +goose StatementEnd

CREATE TRIGGER ledger_entries_keep BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_entries_stay();
CREATE TRIGGER ledger_entries_whole BEFORE TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_stay();

-- Who may see a record, and whose desk it lies on. opened repeats the
-- record's, so that a list by key is read from the index in its order.
CREATE TABLE ledger_audience (
    home   text COLLATE "C" NOT NULL,
    kind   text COLLATE "C" NOT NULL,
    id     uuid             NOT NULL,
    key    text COLLATE "C" NOT NULL,
    opened timestamptz      NOT NULL,
    desk   boolean          NOT NULL
) PARTITION BY LIST (home);

CREATE INDEX ledger_audience_key  ON ledger_audience (key, kind, opened DESC, id);
CREATE INDEX ledger_audience_desk ON ledger_audience (key, kind, opened DESC, id) WHERE desk;

-- Personal values, apart from history, which holds their digests only.
CREATE TABLE ledger_personal (
    home    text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    id      uuid             NOT NULL,
    field   text COLLATE "C" NOT NULL,
    version bigint           NOT NULL,
    salt    bytea            NOT NULL,
    value   bytea            NOT NULL
) PARTITION BY LIST (home);

-- What at most one record holds, in all districts: a vote, a seat, a slot.
CREATE TABLE ledger_claims (
    claim text COLLATE "C" NOT NULL PRIMARY KEY,
    kind  text COLLATE "C" NOT NULL,
    id    uuid             NOT NULL
);

-- What was answered under an idempotency key. about_* name the record.
CREATE TABLE ledger_answers (
    account    text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    about_kind text COLLATE "C" NOT NULL,
    about_id   uuid             NOT NULL,
    request    bytea            NOT NULL,
    body       bytea            NOT NULL,
    until      timestamptz      NOT NULL,
    PRIMARY KEY (account, key)
);

CREATE INDEX ledger_answers_about ON ledger_answers (about_id, about_kind);
CREATE INDEX ledger_answers_until ON ledger_answers (until);

-- The next number of each series.
CREATE TABLE ledger_series (
    series text COLLATE "C" NOT NULL PRIMARY KEY,
    next   bigint           NOT NULL
) WITH (fillfactor = 50);

-- What is added to a transaction's number to make positions, one row: 0, until
-- the database is restored into a cluster that has counted less far (see
-- ledger_carry_on).
CREATE TABLE ledger_horizon (
    base bigint NOT NULL
);
INSERT INTO ledger_horizon VALUES (0);

-- A row is written here and deleted at once by commits within somebody else's
-- transaction: see ledger_commit_1.
CREATE TABLE ledger_marks (
    mark smallint NOT NULL
);

-- Every district is at home in these until it is given partitions of its own.
-- Pages leave room for the next version of a record beside the present one:
-- an update that moves no indexed column then touches no index.
CREATE TABLE ledger_records_rest  PARTITION OF ledger_records  DEFAULT WITH (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
CREATE TABLE ledger_entries_rest  PARTITION OF ledger_entries  DEFAULT;
CREATE TABLE ledger_audience_rest PARTITION OF ledger_audience DEFAULT;
CREATE TABLE ledger_personal_rest PARTITION OF ledger_personal DEFAULT;

-- What is unique is so within a home, and thereby everywhere. It is the
-- partitions that say so: an index of the whole would have to contain "home",
-- and would then suggest itself where home is only named to choose a partition.
ALTER TABLE ledger_records_rest  ADD UNIQUE (id, kind);
ALTER TABLE ledger_entries_rest  ADD UNIQUE (id, kind, version);
ALTER TABLE ledger_audience_rest ADD UNIQUE (id, kind, key);
ALTER TABLE ledger_personal_rest ADD UNIQUE (id, kind, field, version);

-- +goose Down
DROP TABLE ledger_marks;
DROP TABLE ledger_horizon;
DROP TABLE ledger_series;
DROP TABLE ledger_answers;
DROP TABLE ledger_claims;
DROP TABLE ledger_personal;
DROP TABLE ledger_audience;
DROP TABLE ledger_entries;
DROP FUNCTION ledger_entries_stay;
DROP TABLE ledger_records;
DROP TABLE ledger_refs;
