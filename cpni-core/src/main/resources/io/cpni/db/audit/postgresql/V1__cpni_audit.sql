-- The audit log: append-only, hash-linked records (docs/audit-format.md in cpni-core says what each column means).
-- May be run again; changes nothing that is there.

CREATE TABLE IF NOT EXISTS cpni_audit_record (
    stream varchar(64) COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 0),
    format integer NOT NULL,
    at timestamp(6) with time zone NOT NULL,
    kind varchar(32) NOT NULL,
    accessor varchar(200),
    on_behalf_of varchar(200),
    purpose varchar(64),
    recipient_kind varchar(64),
    recipient_name varchar(256),
    channel varchar(32),
    operation varchar(32),
    relation varchar(256),
    categories text,
    shown_columns text,
    masked_columns text,
    rules text,
    evidence text,
    obligations text,
    justification text,
    statement_fingerprint varchar(128),
    correlation varchar(200),
    trace_id varchar(200),
    node varchar(200),
    concern varchar(16) NOT NULL,
    server_text text,
    intent_seq bigint,
    intent_at timestamp(6) with time zone,
    row_count bigint NOT NULL,
    customer_count bigint NOT NULL,
    customers_digest bytea,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    -- Two writers of one stream cannot both write the next record: the chain does not fork.
    CONSTRAINT cpni_audit_record_pk PRIMARY KEY (stream, seq),
    -- An access is closed once.
    CONSTRAINT cpni_audit_record_outcome UNIQUE (stream, intent_seq)
);

CREATE INDEX IF NOT EXISTS cpni_audit_record_accessor ON cpni_audit_record (accessor, at);

CREATE INDEX IF NOT EXISTS cpni_audit_record_at ON cpni_audit_record (at);

CREATE TABLE IF NOT EXISTS cpni_audit_customer (
    customer_id varchar(128) COLLATE "C" NOT NULL,
    stream varchar(64) COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    at timestamp(6) with time zone NOT NULL,
    row_count bigint NOT NULL,
    CONSTRAINT cpni_audit_customer_pk PRIMARY KEY (stream, seq, customer_id)
);

-- Who saw this customer, and when.
CREATE INDEX IF NOT EXISTS cpni_audit_customer_at ON cpni_audit_customer (customer_id, at);

-- A speed bump, not a wall: whoever owns the tables can drop it. The hash chain is the evidence.
CREATE OR REPLACE FUNCTION cpni_audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''the audit log is append-only: % of % refused'', TG_OP, TG_TABLE_NAME; END';

CREATE OR REPLACE TRIGGER cpni_audit_record_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cpni_audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION cpni_audit_refuse_change();

CREATE OR REPLACE TRIGGER cpni_audit_customer_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON cpni_audit_customer
    FOR EACH STATEMENT EXECUTE FUNCTION cpni_audit_refuse_change();
