-- +goose Up

-- Where named readers of the feed stand (relays to a broker, to a webhook), and
-- whose turn it is. "token" grows with every lease, "until" is NULL while nobody
-- holds one.
CREATE TABLE ledger_readers (
    reader   TEXT    NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    token    INTEGER NOT NULL,
    holder   TEXT    NOT NULL,
    until    INTEGER
) STRICT, WITHOUT ROWID;

-- What could not be delivered and was laid aside. The entry itself stands at
-- that position of the feed.
CREATE TABLE ledger_letters (
    reader   TEXT    NOT NULL,
    position INTEGER NOT NULL,
    event    TEXT    NOT NULL,
    tries    INTEGER NOT NULL,
    reason   TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (reader, position)
) STRICT, WITHOUT ROWID;

-- How far each reader is, and how many entries it has yet to read.
CREATE VIEW jinlin_readers AS
SELECT
    reader, position, max(0, (SELECT coalesce(max(e.position), 0) FROM ledger_entries e) - r.position) AS behind,
    CASE WHEN until > unixepoch('subsec') * 1000000 THEN holder END AS holder,
    datetime(until / 1000000 + 28800, 'unixepoch') || '+08:00' AS until
FROM ledger_readers r;

-- What was laid aside, with the record it is about.
CREATE VIEW jinlin_letters AS
SELECT
    l.reader, l.position, l.event, l.tries, l.reason,
    datetime(l.at / 1000000 + 28800, 'unixepoch') || '+08:00' AS at,
    i.kind, i.id, e.version, e.verb
FROM ledger_letters l
LEFT JOIN ledger_entries e ON e.position = l.position
LEFT JOIN ledger_ids i ON i.record = e.record;

-- +goose Down
DROP VIEW jinlin_letters;
DROP VIEW jinlin_readers;
DROP TABLE ledger_letters;
DROP TABLE ledger_readers;
