-- pg-boss only woke the sender, which looks by itself: its tables, of earlier versions, go.
DROP SCHEMA IF EXISTS "pgboss" CASCADE;
