-- The audit log: append-only, hash-linked records (docs/audit-format.md in cpni-core says what each column means).
-- May be run again; changes nothing that is there. Instants are UTC: TIMESTAMP ends in 2038 and is shifted by the
-- session's zone. Names of streams and customers compare byte by byte.

CREATE TABLE IF NOT EXISTS cpni_audit_record (
    stream varchar(64) NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 0),
    format integer NOT NULL,
    at datetime(6) NOT NULL,
    kind varchar(32) NOT NULL,
    accessor varchar(200),
    on_behalf_of varchar(200),
    purpose varchar(64),
    recipient_kind varchar(64),
    recipient_name varchar(256),
    channel varchar(32),
    operation varchar(32),
    relation varchar(256),
    categories longtext,
    shown_columns longtext,
    masked_columns longtext,
    rules longtext,
    evidence longtext,
    obligations longtext,
    justification longtext,
    statement_fingerprint varchar(128),
    correlation varchar(200),
    trace_id varchar(200),
    node varchar(200),
    concern varchar(16) NOT NULL,
    server_text longtext,
    intent_seq bigint,
    intent_at datetime(6),
    row_count bigint NOT NULL,
    customer_count bigint NOT NULL,
    customers_digest varbinary(32),
    previous_hash varbinary(32) NOT NULL,
    hash varbinary(32) NOT NULL,
    -- Two writers of one stream cannot both write the next record: the chain does not fork.
    CONSTRAINT cpni_audit_record_pk PRIMARY KEY (stream, seq),
    -- An access is closed once.
    CONSTRAINT cpni_audit_record_outcome UNIQUE (stream, intent_seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS cpni_audit_record_accessor ON cpni_audit_record (accessor, at);

CREATE INDEX IF NOT EXISTS cpni_audit_record_at ON cpni_audit_record (at);

CREATE TABLE IF NOT EXISTS cpni_audit_customer (
    customer_id varchar(128) NOT NULL,
    stream varchar(64) NOT NULL,
    seq bigint NOT NULL,
    at datetime(6) NOT NULL,
    row_count bigint NOT NULL,
    CONSTRAINT cpni_audit_customer_pk PRIMARY KEY (stream, seq, customer_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Who saw this customer, and when.
CREATE INDEX IF NOT EXISTS cpni_audit_customer_at ON cpni_audit_customer (customer_id, at);

-- A speed bump, not a wall: whoever owns the tables can drop it, and TRUNCATE runs no triggers. The hash chain is the
-- evidence.
CREATE OR REPLACE TRIGGER cpni_audit_record_no_update BEFORE UPDATE ON cpni_audit_record
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_record_no_delete BEFORE DELETE ON cpni_audit_record
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';

CREATE OR REPLACE TRIGGER cpni_audit_customer_no_update BEFORE UPDATE ON cpni_audit_customer
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_customer_no_delete BEFORE DELETE ON cpni_audit_customer
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';
