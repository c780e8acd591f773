-- +goose Up

-- For analysts: readable names, English and Chinese. Titles and personal
-- values are in none of them. Times are shown in the time zone of whoever
-- asks: SET TIME ZONE 'Asia/Shanghai' for Beijing's.

CREATE VIEW jinlin_records AS
SELECT
    kind, id, nullif(serial, '') AS serial, version, district, phase, nullif(outcome, '') AS outcome,
    nullif(class, '') AS class, nullif(category, '') AS category, nullif(unit, '') AS unit,
    nullif(person, '') AS person, parent, nullif(opened, '-infinity') AS opened, closed, due, wake, late,
    document::json AS document
FROM ledger_records;

-- The feed: what happened, in the order in which it is read.
CREATE VIEW jinlin_feed AS
SELECT e.position, e.at, e.kind, e.id, r.serial, r.district, e.version, e.verb, e.rule, e.post, e.unit, e.system
FROM ledger_entries e JOIN ledger_records r ON r.id = e.id AND r.kind = e.kind AND r.home = e.home;

-- The history of records in full. A name in "changes" that begins with a minus
-- is a field that was removed.
CREATE VIEW jinlin_history AS
SELECT e.kind, e.id, r.serial, e.version, e.at, e.as_of, e.verb, e.rule, e.account, e.person, e.post, e.unit, e.system,
    e.cause_kind, e.cause_id, e.cause_version, e.body::json AS body, e.changes::json AS changes,
    encode(e.digest, 'hex') AS digest
FROM ledger_entries e JOIN ledger_records r ON r.id = e.id AND r.kind = e.kind AND r.home = e.home;

-- What is running against a deadline, and how many hours are left of it by the
-- clock on the wall (fewer than none: overdue).
CREATE VIEW jinlin_deadlines AS
SELECT kind, id, serial, district, unit, phase, class, due,
    round(extract(epoch FROM due - now())::numeric / 3600, 1) AS hours_left, due < now() AS overdue, late AS missed_before
FROM ledger_records
WHERE due IS NOT NULL;

-- How many records stand where, and how many deadlines they missed.
CREATE VIEW jinlin_standing AS
SELECT kind, district, phase, outcome, class, count(*) AS records,
    count(*) FILTER (WHERE late > 0) AS missed_a_deadline, sum(late) AS deadlines_missed
FROM ledger_records
GROUP BY kind, district, phase, outcome, class;

-- Who may see what, and what lies on whose desk.
CREATE VIEW jinlin_audience AS
SELECT a.key, a.kind, a.id, a.desk, r.serial, r.phase
FROM ledger_audience a JOIN ledger_records r ON r.id = a.id AND r.kind = a.kind AND r.home = a.home;

-- The same in Chinese.

CREATE VIEW "近邻_记录" AS
SELECT kind AS "类别", id AS "标识", serial AS "编号", version AS "版本", district AS "区划", phase AS "阶段",
    outcome AS "结果", class AS "清单", category AS "事项", unit AS "单位", person AS "提出人", parent AS "上级记录",
    opened AS "受理时间", closed AS "办结时间", due AS "办理时限", wake AS "下次触发", late AS "超期次数", document AS "文档"
FROM jinlin_records;

CREATE VIEW "近邻_动态" AS
SELECT position AS "序位", at AS "时间", kind AS "类别", id AS "标识", serial AS "编号", district AS "区划",
    version AS "版本", verb AS "动作", rule AS "规则", post AS "岗位", unit AS "单位", system AS "系统自动"
FROM jinlin_feed;

CREATE VIEW "近邻_历史" AS
SELECT kind AS "类别", id AS "标识", serial AS "编号", version AS "版本", at AS "记录时间", as_of AS "效力时间",
    verb AS "动作", rule AS "规则", account AS "账号", person AS "人员", post AS "岗位", unit AS "单位",
    system AS "系统自动", cause_kind AS "起因类别", cause_id AS "起因标识", cause_version AS "起因版本",
    body AS "指令内容", changes AS "变更内容", digest AS "摘要"
FROM jinlin_history;

CREATE VIEW "近邻_时限" AS
SELECT kind AS "类别", id AS "标识", serial AS "编号", district AS "区划", unit AS "单位", phase AS "阶段",
    class AS "清单", due AS "办理时限", hours_left AS "剩余小时", overdue AS "已超期", missed_before AS "此前超期次数"
FROM jinlin_deadlines;

CREATE VIEW "近邻_统计" AS
SELECT kind AS "类别", district AS "区划", phase AS "阶段", outcome AS "结果", class AS "清单", records AS "记录数",
    missed_a_deadline AS "有超期的记录数", deadlines_missed AS "超期次数"
FROM jinlin_standing;

CREATE VIEW "近邻_可见" AS
SELECT key AS "可见方", kind AS "类别", id AS "标识", desk AS "待办", serial AS "编号", phase AS "阶段"
FROM jinlin_audience;

-- +goose Down
DROP VIEW "近邻_可见", "近邻_统计", "近邻_时限", "近邻_历史", "近邻_动态", "近邻_记录";
DROP VIEW jinlin_audience, jinlin_standing, jinlin_deadlines, jinlin_history, jinlin_feed, jinlin_records;
