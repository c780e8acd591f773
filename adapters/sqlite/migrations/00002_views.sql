-- +goose Up

-- For analysts: readable names, ids as text, times of day in +08:00. Titles and
-- personal values are in none of them.

-- The id of every record as people and URLs write it.
CREATE VIEW ledger_ids AS
SELECT record, kind, id AS raw, lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
        || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) AS id
FROM ledger_records;

CREATE VIEW jinlin_records AS
SELECT
    i.kind, i.id, r.serial, r.version, r.district, r.phase, r.outcome, r.class, r.category, r.unit, r.person,
    CASE WHEN r.parent IS NOT NULL THEN
        lower(substr(hex(r.parent), 1, 8) || '-' || substr(hex(r.parent), 9, 4) || '-' || substr(hex(r.parent), 13, 4)
        || '-' || substr(hex(r.parent), 17, 4) || '-' || substr(hex(r.parent), 21))
    END AS parent,
    CASE WHEN r.opened > -62135596800000000 THEN
        datetime(r.opened / 1000000 + 28800, 'unixepoch') || '+08:00'
    END AS opened,
    datetime(r.closed / 1000000 + 28800, 'unixepoch') || '+08:00' AS closed,
    datetime(r.due / 1000000 + 28800, 'unixepoch') || '+08:00' AS due,
    datetime(r.wake / 1000000 + 28800, 'unixepoch') || '+08:00' AS wake,
    r.late, r.document
FROM ledger_records r JOIN ledger_ids i ON i.record = r.record;

-- The feed: what happened, in the order it was committed.
CREATE VIEW jinlin_feed AS
SELECT
    e.position,
    datetime(e.at / 1000000 + 28800, 'unixepoch') || '+08:00' AS at,
    i.kind, i.id, r.serial, r.district, e.version, e.verb, e.rule, e.post, e.unit, e.system
FROM ledger_entries e
JOIN ledger_records r ON r.record = e.record
JOIN ledger_ids i ON i.record = e.record;

-- The history of records in full. A name in "changes" that begins with a minus
-- is a field that was removed.
CREATE VIEW jinlin_history AS
SELECT
    i.kind, i.id, r.serial, e.version,
    datetime(e.at / 1000000 + 28800, 'unixepoch') || '+08:00' AS at,
    datetime(e.as_of / 1000000 + 28800, 'unixepoch') || '+08:00' AS as_of,
    e.verb, e.rule, e.account, e.person, e.post, e.unit, e.system,
    c.kind AS cause_kind, c.id AS cause_id, e.cause_version,
    e.body, e.changes, lower(hex(e.digest)) AS digest
FROM ledger_entries e
JOIN ledger_records r ON r.record = e.record
JOIN ledger_ids i ON i.record = e.record
LEFT JOIN ledger_ids c ON c.kind = e.cause_kind AND c.raw = e.cause_id;

-- What is running against a deadline, and how many hours are left of it by the
-- clock on the wall (fewer than none: overdue).
CREATE VIEW jinlin_deadlines AS
SELECT
    i.kind, i.id, r.serial, r.district, r.unit, r.phase, r.class,
    datetime(r.due / 1000000 + 28800, 'unixepoch') || '+08:00' AS due,
    round(r.due / 3600000000.0 - unixepoch('subsec') / 3600.0, 1) AS hours_left,
    r.due < unixepoch('subsec') * 1000000 AS overdue,
    r.late AS missed_before
FROM ledger_records r JOIN ledger_ids i ON i.record = r.record
WHERE r.due IS NOT NULL;

-- How many records stand where, and how many deadlines they missed.
CREATE VIEW jinlin_standing AS
SELECT kind, district, phase, outcome, class, count(*) AS records,
    sum(late > 0) AS missed_a_deadline, sum(late) AS deadlines_missed
FROM ledger_records
GROUP BY kind, district, phase, outcome, class;

-- Who may see what, and what lies on whose desk.
CREATE VIEW jinlin_audience AS
SELECT a.key, i.kind, i.id, a.desk, r.serial, r.phase
FROM ledger_audience a
JOIN ledger_records r ON r.record = a.record
JOIN ledger_ids i ON i.record = a.record;

-- +goose Down
DROP VIEW jinlin_audience;
DROP VIEW jinlin_standing;
DROP VIEW jinlin_deadlines;
DROP VIEW jinlin_history;
DROP VIEW jinlin_feed;
DROP VIEW jinlin_records;
DROP VIEW ledger_ids;
