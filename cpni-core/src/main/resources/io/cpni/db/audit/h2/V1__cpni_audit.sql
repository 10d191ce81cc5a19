-- The audit log: append-only, hash-linked records (docs/audit-format.md in cpni-core says what each column means).
-- May be run again; changes nothing that is there. H2 has no triggers in SQL, so nothing here refuses changes to records:
-- the hash chain shows them.

CREATE TABLE IF NOT EXISTS cpni_audit_record (
    stream varchar(64) NOT NULL,
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
    categories varchar,
    shown_columns varchar,
    masked_columns varchar,
    rules varchar,
    evidence varchar,
    obligations varchar,
    justification varchar,
    statement_fingerprint varchar(128),
    correlation varchar(200),
    trace_id varchar(200),
    node varchar(200),
    concern varchar(16) NOT NULL,
    server_text varchar,
    intent_seq bigint,
    intent_at timestamp(6) with time zone,
    row_count bigint NOT NULL,
    customer_count bigint NOT NULL,
    customers_digest varbinary(32),
    previous_hash varbinary(32) NOT NULL,
    hash varbinary(32) NOT NULL,
    -- Two writers of one stream cannot both write the next record: the chain does not fork.
    CONSTRAINT cpni_audit_record_pk PRIMARY KEY (stream, seq),
    -- An access is closed once.
    CONSTRAINT cpni_audit_record_outcome UNIQUE (stream, intent_seq)
);

CREATE INDEX IF NOT EXISTS cpni_audit_record_accessor ON cpni_audit_record (accessor, at);

CREATE INDEX IF NOT EXISTS cpni_audit_record_at ON cpni_audit_record (at);

CREATE TABLE IF NOT EXISTS cpni_audit_customer (
    customer_id varchar(128) NOT NULL,
    stream varchar(64) NOT NULL,
    seq bigint NOT NULL,
    at timestamp(6) with time zone NOT NULL,
    row_count bigint NOT NULL,
    CONSTRAINT cpni_audit_customer_pk PRIMARY KEY (stream, seq, customer_id)
);

-- Who saw this customer, and when.
CREATE INDEX IF NOT EXISTS cpni_audit_customer_at ON cpni_audit_customer (customer_id, at);
