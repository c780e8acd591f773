-- +goose Up

-- ledger_settle gives a district partitions of its own and moves what is at
-- home there into them. A district without stays in the common ones, which is
-- right until it is big, or until it is to leave for a server of its own. It
-- locks the ledger while it lasts; to call it twice does nothing the second
-- time. Partitions are named by number, since a code may be any text.
-- +goose StatementBegin
CREATE FUNCTION ledger_settle(district text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name  text;
    leaf  text;
    bound text := format('FOR VALUES IN (%L)', district);
    number int; -- 1 when only the common ones are there
BEGIN
    LOCK TABLE ledger_records, ledger_entries, ledger_audience, ledger_personal IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'ledger_records'::regclass AND pg_get_expr(c.relpartbound, c.oid) = bound) THEN
        RETURN;
    END IF;
    SELECT count(*) INTO number FROM pg_inherits WHERE inhparent = 'ledger_records'::regclass;
    ALTER TABLE ONLY ledger_entries_rest DISABLE TRIGGER ledger_entries_keep;
    FOREACH name IN ARRAY ARRAY['ledger_records', 'ledger_entries', 'ledger_audience', 'ledger_personal'] LOOP
        leaf := format('%s_home_%s', name, number);
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', leaf, name || '_rest');
        EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE home = %L', leaf, name || '_rest', district);
        EXECUTE format('DELETE FROM %I WHERE home = %L', name || '_rest', district);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I %s', name, leaf, bound);
    END LOOP;
    EXECUTE format('ALTER TABLE %I SET (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05)', 'ledger_records_home_' || number);
    ALTER TABLE ONLY ledger_entries_rest ENABLE TRIGGER ledger_entries_keep;
END $$;
-- +goose StatementEnd

-- ledger_carry_on keeps positions growing when the database was restored into
-- a cluster whose transactions have lower numbers than those of its past.
-- Every program calls it when it opens the ledger, before it writes.
-- +goose StatementBegin
CREATE FUNCTION ledger_carry_on() RETURNS void LANGUAGE sql AS $$
    UPDATE ledger_horizon SET base = past.mark + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    FROM (SELECT position >> 20 AS mark FROM ledger_entries ORDER BY position DESC LIMIT 1) AS past
    WHERE base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint <= past.mark
$$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION ledger_carry_on;
DROP FUNCTION ledger_settle;
