-- +goose Up

-- What a commit consists of, as arrays: one element per row. "job" numbers the
-- commits of a transaction and "write" its writes, from 1. A part that nobody
-- uses is NULL. Names end in the version of ledger_commit they belong to: a
-- later program brings its own function, so that both can run at once.
CREATE TYPE ledger_locks_1    AS (job int[], key bigint[], shared boolean[]);
CREATE TYPE ledger_keys_1     AS (job int[], account text[], key text[], at timestamptz[]);
CREATE TYPE ledger_writes_1   AS (job int[], kind text[], id uuid[], base bigint[], version bigint[], digest bytea[],
    touched timestamptz[], document text[], district text[], serial text[], phase text[], outcome text[], class text[],
    category text[], unit text[], person text[], parent uuid[], opened timestamptz[], closed timestamptz[],
    due timestamptz[], wake timestamptz[], late int[], title text[]);
CREATE TYPE ledger_expects_1  AS (job int[], kind text[], id uuid[], version bigint[]);
CREATE TYPE ledger_entries_1  AS (write int[], kind text[], id uuid[], version bigint[], at timestamptz[],
    as_of timestamptz[], verb text[], rule text[], account text[], person text[], post text[], unit text[],
    system boolean[], cause_kind text[], cause_id uuid[], cause_version bigint[], body text[], changes text[], digest bytea[]);
CREATE TYPE ledger_erased_1   AS (write int[], kind text[], id uuid[]);
CREATE TYPE ledger_sealed_1   AS (write int[], kind text[], id uuid[], field text[], version bigint[], salt bytea[], value bytea[]);
CREATE TYPE ledger_reshared_1 AS (write int[], kind text[], id uuid[]);
CREATE TYPE ledger_shares_1   AS (write int[], kind text[], id uuid[], opened timestamptz[], key text[], desk boolean[]);
CREATE TYPE ledger_releases_1 AS (write int[], kind text[], id uuid[], claim text[]);
CREATE TYPE ledger_takes_1    AS (write int[], kind text[], id uuid[], claim text[], twice boolean[]);
CREATE TYPE ledger_answers_1  AS (job int[], account text[], key text[], kind text[], id uuid[], request bytea[],
    body bytea[], until timestamptz[], at timestamptz[]);

-- Why a commit was refused: a reason of the law's conflicts, or "busy".
CREATE TYPE ledger_refusal_1 AS (job int, reason text, kind text, id uuid, claim text);

-- ledger_commit_1 checks some commits, writes those that pass, and returns one
-- refusal for each of the others, of which nothing is written. It is one
-- statement, so it is one transaction unless it is called within another.
--
-- Locks. Before it looks at anything it locks, until the transaction ends, the
-- name of all that is looked at: records written, claims and idempotency keys
-- exclusively, records expected shared. What is looked at afterwards cannot
-- change any more, whether it exists already or not; so two commits that each
-- expect what the other writes cannot both pass, and no unique index is ever
-- run into. The locks are transaction-level advisory locks: a shared one
-- writes nothing, so that all may expect the organisation at once, and all
-- work behind a pool that gives every transaction another connection. With
-- "patient" they are waited for, in their order, the same for everybody:
-- nobody waits in a circle. Without, commits that would have to wait are
-- refused as "busy", so that they hold up none of the others they came with.
--
-- Positions. A position is the number of its transaction, and an ordinal in
-- it. Readers read below the oldest transaction that still runs (pg_snapshot_
-- xmin): all that will ever be written there has been, however late it was
-- committed. The number is taken after the locks, so a record's entries stand
-- in the order of their versions. Within somebody else's transaction the
-- number may be older than entries that were committed since; there the number
-- of the subtransaction is used (every commit has one), which is taken after
-- the locks, too, and is bounded by that of its transaction.
--
-- Plans are made for big tables from the first call on: while a table is new
-- the engine believes it small, and would keep a plan that reads all of it, or
-- that walks an index by kind. So the settings below, and so records are looked
-- up by id, which only one index of each table begins with: kind || '' is kind,
-- but not to the planner.

-- +goose StatementBegin
CREATE FUNCTION ledger_commit_1(
    jobs     int, patient boolean, joined boolean,
    locks    ledger_locks_1,    keys     ledger_keys_1,     writes  ledger_writes_1, expects ledger_expects_1,
    entries  ledger_entries_1,  erased   ledger_erased_1,   sealed  ledger_sealed_1, reshared ledger_reshared_1,
    shares   ledger_shares_1,   releases ledger_releases_1, takes   ledger_takes_1,  answers ledger_answers_1
) RETURNS SETOF ledger_refusal_1 LANGUAGE plpgsql VOLATILE
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
#variable_conflict use_variable
DECLARE
    faults  ledger_refusal_1[] := '{}';
    others  ledger_refusal_1[] := '{}';
    changed ledger_refusal_1[];
    refused int[] := '{}';
    homes   text[];  -- by write
    moved   boolean; -- a record was opened at another time
    written boolean := false;
    mark    bigint;  -- the transaction's number
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a ledger commits in transactions that are READ COMMITTED' USING ERRCODE = '25001';
    END IF;

    IF patient THEN
        PERFORM CASE WHEN l.shared THEN pg_advisory_xact_lock_shared(l.key) ELSE pg_advisory_xact_lock(l.key) END
        FROM unnest(locks.key, locks.shared) AS l (key, shared);
    ELSE
        FOR i IN 1 .. coalesce(cardinality(locks.key), 0) LOOP
            IF NOT (CASE WHEN locks.shared[i] THEN pg_try_advisory_xact_lock_shared(locks.key[i])
                    ELSE pg_try_advisory_xact_lock(locks.key[i]) END) THEN
                faults := faults || ROW (locks.job[i], 'busy', '', NULL, '')::ledger_refusal_1;
            END IF;
        END LOOP;
    END IF;

    IF keys IS NOT NULL THEN
        faults := faults || ARRAY(
            SELECT ROW (k.job, 'key-pending', a.about_kind, a.about_id, '')::ledger_refusal_1
            FROM unnest(keys.job, keys.account, keys.key, keys.at) AS k (job, account, key, at)
            JOIN ledger_answers a ON a.account = k.account AND a.key = k.key AND a.until > k.at);
    END IF;
    IF expects IS NOT NULL THEN
        others := ARRAY(
            SELECT ROW (e.job, 'depends', e.kind, e.id, '')::ledger_refusal_1
            FROM unnest(expects.job, expects.kind, expects.id, expects.version)
                WITH ORDINALITY AS e (job, kind, id, version, nth)
            LEFT JOIN ledger_refs f ON f.id = e.id AND f.kind = e.kind
            LEFT JOIN ledger_records r ON r.id = e.id AND r.kind || '' = e.kind AND r.home = f.home
            WHERE coalesce(r.version, 0) <> e.version
            ORDER BY e.nth);
    END IF;
    IF takes IS NOT NULL THEN -- held by a record that does not release it in the same commit, or taken twice in it
        others := others || ARRAY(
            SELECT ROW (writes.job[t.write], 'claimed', t.kind, t.id, t.claim)::ledger_refusal_1
            FROM unnest(takes.write, takes.kind, takes.id, takes.claim, takes.twice)
                WITH ORDINALITY AS t (write, kind, id, claim, twice, nth)
            LEFT JOIN ledger_claims c ON c.claim = t.claim
            WHERE t.twice OR c.claim IS NOT NULL AND NOT EXISTS (
                SELECT FROM unnest(releases.write, releases.kind, releases.id, releases.claim) AS x (write, kind, id, claim)
                WHERE x.claim = t.claim AND x.kind = c.kind AND x.id = c.id AND writes.job[x.write] = writes.job[t.write])
            ORDER BY t.nth);
    END IF;

    -- What most commits are, one more entry of one record that is where its
    -- district says, is checked and written by one statement. If that finds no
    -- such record, the rest finds out why.
    IF jobs = 1 AND NOT joined AND cardinality(writes.base) = 1 AND writes.base[1] > 0 AND cardinality(entries.write) = 1
            AND cardinality(faults) = 0 AND cardinality(others) = 0 THEN
        WITH changed AS (
            UPDATE ledger_records r SET
                version = writes.version[1], digest = coalesce(writes.digest[1], r.digest),
                touched = coalesce(writes.touched[1], r.touched), document = writes.document[1],
                district = writes.district[1], serial = writes.serial[1], phase = writes.phase[1],
                outcome = writes.outcome[1], class = writes.class[1], category = writes.category[1], unit = writes.unit[1],
                person = writes.person[1], parent = writes.parent[1], opened = writes.opened[1], closed = writes.closed[1],
                due = writes.due[1], wake = writes.wake[1], late = writes.late[1], title = writes.title[1]
            WHERE r.id = writes.id[1] AND r.kind || '' = writes.kind[1] AND r.home = writes.district[1]
                AND r.version = writes.base[1] AND r.opened = writes.opened[1]
            RETURNING r.home)
        INSERT INTO ledger_entries (home, kind, id, position, version, at, as_of, verb, rule, account, person, post, unit,
            system, cause_kind, cause_id, cause_version, body, changes, digest)
        SELECT c.home, entries.kind[1], entries.id[1],
            (((SELECT base FROM ledger_horizon) + pg_current_xact_id()::text::bigint) << 20) + 1,
            entries.version[1], entries.at[1], entries.as_of[1], entries.verb[1], entries.rule[1], entries.account[1],
            entries.person[1], entries.post[1], entries.unit[1], entries.system[1], entries.cause_kind[1],
            entries.cause_id[1], entries.cause_version[1], entries.body[1], entries.changes[1], entries.digest[1]
        FROM changed c;
        written := FOUND;
    END IF;

    IF written THEN
        homes := writes.district;
    ELSIF writes IS NOT NULL THEN
        SELECT array_agg(coalesce(f.home, w.district) ORDER BY w.write), bool_or(r.opened <> w.opened),
            array_agg(ROW (w.job, 'changed', w.kind, w.id, '')::ledger_refusal_1 ORDER BY w.write)
                FILTER (WHERE coalesce(r.version, 0) <> w.base)
        INTO homes, moved, changed
        FROM unnest(writes.job, writes.kind, writes.id, writes.base, writes.district, writes.opened)
            WITH ORDINALITY AS w (job, kind, id, base, district, opened, write)
        LEFT JOIN ledger_refs f ON f.id = w.id AND f.kind = w.kind
        LEFT JOIN ledger_records r ON r.id = w.id AND r.kind || '' = w.kind AND r.home = f.home;
    END IF;

    faults := faults || changed || others; -- in this order: a commit is refused for the first
    IF cardinality(faults) > 0 THEN
        refused := ARRAY(SELECT DISTINCT x.job FROM unnest(faults) AS x);
        RETURN QUERY SELECT DISTINCT ON (x.job) x.job, x.reason, x.kind, x.id, x.claim
            FROM unnest(faults) WITH ORDINALITY AS x (job, reason, kind, id, claim, nth) ORDER BY x.job, x.nth;
    END IF;
    IF cardinality(refused) = jobs OR writes IS NULL AND answers IS NULL THEN
        RETURN;
    END IF;

    IF NOT written THEN
        mark := pg_current_xact_id()::text::bigint;
        IF joined THEN
            INSERT INTO ledger_marks VALUES (0)
                RETURNING mark + ((xmin::text::bigint - mark) & 4294967295) INTO mark;
            DELETE FROM ledger_marks;
        END IF;

        IF 0 = ANY (writes.base) THEN
            INSERT INTO ledger_refs (kind, id, home)
            SELECT w.kind, w.id, w.home
            FROM unnest(writes.job, writes.kind, writes.id, writes.base, homes) AS w (job, kind, id, base, home)
            WHERE w.base = 0 AND w.job <> ALL (refused);
            INSERT INTO ledger_records (home, kind, id, version, digest, touched, document, district, serial, phase, outcome,
                class, category, unit, person, parent, opened, closed, due, wake, late, title)
            SELECT w.home, w.kind, w.id, w.version, w.digest, w.touched, w.document, w.district, w.serial, w.phase, w.outcome,
                w.class, w.category, w.unit, w.person, w.parent, w.opened, w.closed, w.due, w.wake, w.late, w.title
            FROM unnest(writes.job, writes.kind, writes.id, writes.base, homes, writes.version, writes.digest, writes.touched,
                    writes.document, writes.district, writes.serial, writes.phase, writes.outcome, writes.class,
                    writes.category, writes.unit, writes.person, writes.parent, writes.opened, writes.closed, writes.due,
                    writes.wake, writes.late, writes.title)
                AS w (job, kind, id, base, home, version, digest, touched, document, district, serial, phase, outcome, class,
                    category, unit, person, parent, opened, closed, due, wake, late, title)
            WHERE w.base = 0 AND w.job <> ALL (refused);
        END IF;
        IF 0 < ANY (writes.base) THEN
            UPDATE ledger_records r SET version = w.version, digest = coalesce(w.digest, r.digest),
                touched = coalesce(w.touched, r.touched), document = w.document, district = w.district, serial = w.serial,
                phase = w.phase, outcome = w.outcome, class = w.class, category = w.category, unit = w.unit,
                person = w.person, parent = w.parent, opened = w.opened, closed = w.closed, due = w.due, wake = w.wake,
                late = w.late, title = w.title
            FROM unnest(writes.job, writes.kind, writes.id, writes.base, homes, writes.version, writes.digest, writes.touched,
                    writes.document, writes.district, writes.serial, writes.phase, writes.outcome, writes.class,
                    writes.category, writes.unit, writes.person, writes.parent, writes.opened, writes.closed, writes.due,
                    writes.wake, writes.late, writes.title)
                AS w (job, kind, id, base, home, version, digest, touched, document, district, serial, phase, outcome, class,
                    category, unit, person, parent, opened, closed, due, wake, late, title)
            WHERE w.base > 0 AND w.job <> ALL (refused) AND r.id = w.id AND r.kind || '' = w.kind AND r.home = w.home;
        END IF;

        IF entries IS NOT NULL THEN
            INSERT INTO ledger_entries (home, kind, id, version, position, at, as_of, verb, rule, account, person, post, unit,
                system, cause_kind, cause_id, cause_version, body, changes, digest)
            SELECT homes[e.write], e.kind, e.id, e.version, (((SELECT base FROM ledger_horizon) + mark) << 20) + e.nth, e.at, e.as_of, e.verb, e.rule, e.account, e.person,
                e.post, e.unit, e.system, e.cause_kind, e.cause_id, e.cause_version, e.body, e.changes, e.digest
            FROM unnest(entries.write, entries.kind, entries.id, entries.version, entries.at, entries.as_of, entries.verb,
                    entries.rule, entries.account, entries.person, entries.post, entries.unit, entries.system,
                    entries.cause_kind, entries.cause_id, entries.cause_version, entries.body, entries.changes, entries.digest)
                WITH ORDINALITY AS e (write, kind, id, version, at, as_of, verb, rule, account, person, post, unit, system,
                    cause_kind, cause_id, cause_version, body, changes, digest, nth)
            WHERE writes.job[e.write] <> ALL (refused);
        END IF;
    END IF;

    IF erased IS NOT NULL THEN
        DELETE FROM ledger_personal p USING unnest(erased.write, erased.kind, erased.id) AS w (write, kind, id)
        WHERE p.id = w.id AND p.kind || '' = w.kind AND p.home = homes[w.write] AND writes.job[w.write] <> ALL (refused);
        DELETE FROM ledger_answers a USING unnest(erased.write, erased.kind, erased.id) AS w (write, kind, id)
        WHERE a.about_id = w.id AND a.about_kind = w.kind AND writes.job[w.write] <> ALL (refused);
    END IF;
    IF sealed IS NOT NULL THEN
        INSERT INTO ledger_personal (home, kind, id, field, version, salt, value)
        SELECT homes[p.write], p.kind, p.id, p.field, p.version, p.salt, p.value
        FROM unnest(sealed.write, sealed.kind, sealed.id, sealed.field, sealed.version, sealed.salt, sealed.value)
            AS p (write, kind, id, field, version, salt, value)
        WHERE writes.job[p.write] <> ALL (refused);
    END IF;

    IF moved THEN
        UPDATE ledger_audience a SET opened = w.opened
        FROM unnest(writes.job, writes.kind, writes.id, homes, writes.opened) AS w (job, kind, id, home, opened)
        WHERE a.id = w.id AND a.kind || '' = w.kind AND a.home = w.home AND a.opened <> w.opened AND w.job <> ALL (refused);
    END IF;
    IF reshared IS NOT NULL THEN -- records that were there: rows that stay as they are, are not touched
        DELETE FROM ledger_audience a USING unnest(reshared.write, reshared.kind, reshared.id) AS w (write, kind, id)
        WHERE a.id = w.id AND a.kind || '' = w.kind AND a.home = homes[w.write] AND writes.job[w.write] <> ALL (refused)
            AND (w.write, a.key) NOT IN (SELECT s.write, s.key FROM unnest(shares.write, shares.key) AS s (write, key));
        UPDATE ledger_audience a SET desk = s.desk
        FROM unnest(shares.write, shares.kind, shares.id, shares.key, shares.desk) AS s (write, kind, id, key, desk)
        WHERE a.id = s.id AND a.kind || '' = s.kind AND a.key || '' = s.key AND a.home = homes[s.write] AND a.desk <> s.desk
            AND writes.job[s.write] <> ALL (refused);
    END IF;
    IF shares IS NOT NULL THEN
        INSERT INTO ledger_audience (home, kind, id, key, opened, desk)
        SELECT homes[s.write], s.kind, s.id, s.key, s.opened, s.desk
        FROM unnest(shares.write, shares.kind, shares.id, shares.opened, shares.key, shares.desk)
            AS s (write, kind, id, opened, key, desk)
        WHERE writes.job[s.write] <> ALL (refused)
        ON CONFLICT DO NOTHING;
    END IF;

    IF releases IS NOT NULL THEN
        DELETE FROM ledger_claims c
        USING unnest(releases.write, releases.kind, releases.id, releases.claim) AS x (write, kind, id, claim)
        WHERE c.claim = x.claim AND c.kind = x.kind AND c.id = x.id AND writes.job[x.write] <> ALL (refused);
    END IF;
    IF takes IS NOT NULL THEN
        INSERT INTO ledger_claims (claim, kind, id)
        SELECT t.claim, t.kind, t.id FROM unnest(takes.write, takes.kind, takes.id, takes.claim) AS t (write, kind, id, claim)
        WHERE writes.job[t.write] <> ALL (refused);
    END IF;

    IF answers IS NOT NULL THEN -- an expired answer under the same key makes way; of the others a few go each time
        INSERT INTO ledger_answers (account, key, about_kind, about_id, request, body, until)
        SELECT a.account, a.key, a.kind, a.id, a.request, a.body, a.until
        FROM unnest(answers.job, answers.account, answers.key, answers.kind, answers.id, answers.request, answers.body, answers.until)
            AS a (job, account, key, kind, id, request, body, until)
        WHERE a.job <> ALL (refused)
        ON CONFLICT (account, key) DO UPDATE SET about_kind = excluded.about_kind, about_id = excluded.about_id,
            request = excluded.request, body = excluded.body, until = excluded.until;
        DELETE FROM ledger_answers WHERE (account, key) IN (
            SELECT o.account, o.key FROM ledger_answers o
            WHERE o.until <= (SELECT min(x) FROM unnest(answers.at) AS x)
                AND (o.account, o.key) NOT IN (SELECT a.account, a.key FROM unnest(answers.account, answers.key) AS a (account, key))
            ORDER BY o.until LIMIT 4 * cardinality(answers.job) FOR UPDATE SKIP LOCKED);
    END IF;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION ledger_commit_1;
DROP TYPE ledger_refusal_1, ledger_answers_1, ledger_takes_1, ledger_releases_1, ledger_shares_1, ledger_reshared_1,
    ledger_sealed_1, ledger_erased_1, ledger_entries_1, ledger_expects_1, ledger_writes_1, ledger_keys_1, ledger_locks_1;
