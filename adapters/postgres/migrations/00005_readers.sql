-- +goose Up

-- Where named readers of the feed stand (relays to a broker, to a webhook), and
-- whose turn it is. "token" grows with every lease, "until" is NULL while nobody
-- holds one. A row is rewritten with every page a relay delivers: the pages have
-- room for that, and no other index has to follow.
CREATE TABLE ledger_readers (
    reader   text COLLATE "C" NOT NULL PRIMARY KEY,
    position bigint           NOT NULL,
    token    bigint           NOT NULL,
    holder   text COLLATE "C" NOT NULL,
    until    timestamptz
) WITH (fillfactor = 50);

-- What could not be delivered and was laid aside. The entry itself stands at
-- that position of the feed.
CREATE TABLE ledger_letters (
    reader   text COLLATE "C" NOT NULL,
    position bigint           NOT NULL,
    event    text COLLATE "C" NOT NULL,
    tries    integer          NOT NULL,
    reason   text COLLATE "C" NOT NULL,
    at       timestamptz      NOT NULL,
    PRIMARY KEY (reader, position)
);

-- How far each reader is, and how many entries it has yet to read: positions
-- have gaps, so they are counted.
CREATE VIEW jinlin_readers AS
SELECT reader, position, (SELECT count(*) FROM ledger_entries e WHERE e.position > r.position) AS behind,
    CASE WHEN until > now() THEN holder END AS holder, until
FROM ledger_readers r;

-- What was laid aside, with the record it is about.
CREATE VIEW jinlin_letters AS
SELECT l.reader, l.position, l.event, l.tries, l.reason, l.at, e.kind, e.id, e.version, e.verb
FROM ledger_letters l LEFT JOIN ledger_entries e ON e.position = l.position;

-- The same in Chinese.

CREATE VIEW "近邻_转发" AS
SELECT reader AS "转发方", position AS "序位", behind AS "待发条数", holder AS "运行者", until AS "租约到期"
FROM jinlin_readers;

CREATE VIEW "近邻_未达" AS
SELECT reader AS "转发方", position AS "序位", event AS "事件", tries AS "尝试次数", reason AS "原因", at AS "时间",
    kind AS "类别", id AS "标识", version AS "版本", verb AS "动作"
FROM jinlin_letters;

-- +goose Down
DROP VIEW "近邻_未达", "近邻_转发";
DROP VIEW jinlin_letters, jinlin_readers;
DROP TABLE ledger_letters;
DROP TABLE ledger_readers;
