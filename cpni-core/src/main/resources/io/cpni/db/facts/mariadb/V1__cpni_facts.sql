-- Facts that stand beside the data, for decisions in SQL. Instants are UTC; periods are half-open [from, until).
-- The placeholder customerKeyType is the SQL type of customer ids in the carrier's own tables.
-- DATETIME because TIMESTAMP ends in 2038 and is shifted by the session's zone. Binary collation without padding because
-- to most others 'abc' equals 'ABC' and 'abc ', and a customer must equal nobody but himself.

-- One row a customer: the lock that serialises the customer's ledger, and its last sequence number.
CREATE TABLE IF NOT EXISTS cpni_approval_customer (
    customer_id ${customerKeyType} NOT NULL,
    last_seq    INTEGER            NOT NULL,
    CONSTRAINT cpni_approval_customer_pk PRIMARY KEY (customer_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The ledger: what customers were told and what they answered, returned notices, outages of the opt-out mechanism, ends
-- and beginnings of service, calls, preferences. Rows are added, never changed.
CREATE TABLE IF NOT EXISTS cpni_approval_event (
    customer_id    ${customerKeyType} NOT NULL,
    seq            INTEGER            NOT NULL,
    kind           VARCHAR(32)        NOT NULL,
    occurred_at    DATETIME(6)        NOT NULL,
    recorded_at    DATETIME(6)        NOT NULL,
    channel        VARCHAR(16),
    scope_text     LONGTEXT,
    notice_id      VARCHAR(128),
    refers_to      VARCHAR(128),
    asks_for       VARCHAR(16),
    wait_days      INTEGER,
    zone_id        VARCHAR(64),
    unmet          VARCHAR(512),
    by_customer    BOOLEAN,
    proof          VARCHAR(256),
    until_at       DATETIME(6),
    begun_by       VARCHAR(16),
    authenticated  BOOLEAN,
    notice_read_at DATETIME(6),
    approved_at    DATETIME(6),
    flag           VARCHAR(32),
    contact_id     VARCHAR(128),
    refused        BOOLEAN,
    CONSTRAINT cpni_approval_event_pk PRIMARY KEY (customer_id, seq),
    CONSTRAINT cpni_approval_event_notice_uk UNIQUE (customer_id, notice_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Dictionary of scope cells. Rows are added, never changed; the digest is the SHA-256 of the definition.
CREATE TABLE IF NOT EXISTS cpni_approval_scope (
    scope_id   INTEGER     NOT NULL AUTO_INCREMENT,
    digest     VARCHAR(64) NOT NULL,
    definition LONGTEXT    NOT NULL,
    CONSTRAINT cpni_approval_scope_pk PRIMARY KEY (scope_id),
    CONSTRAINT cpni_approval_scope_uk UNIQUE (digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Derived from the ledger: the state of a customer's approval for the uses in a scope cell. No row: NONE.
CREATE TABLE IF NOT EXISTS cpni_approval_interval (
    customer_id ${customerKeyType} NOT NULL,
    scope_id    INTEGER            NOT NULL,
    valid_from  DATETIME(6)        NOT NULL,
    valid_to    DATETIME(6)        NOT NULL,
    state       VARCHAR(16)        NOT NULL,
    CONSTRAINT cpni_approval_interval_pk PRIMARY KEY (customer_id, scope_id, valid_from),
    CONSTRAINT cpni_approval_interval_scope_fk FOREIGN KEY (scope_id) REFERENCES cpni_approval_scope (scope_id),
    CONSTRAINT cpni_approval_interval_ck CHECK (valid_from < valid_to)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Derived from the ledger: when a customer's spoken approval for the length of a call is in force, and by which rule.
CREATE TABLE IF NOT EXISTS cpni_approval_one_time (
    customer_id ${customerKeyType} NOT NULL,
    basis       VARCHAR(32)        NOT NULL,
    valid_from  DATETIME(6)        NOT NULL,
    valid_to    DATETIME(6)        NOT NULL,
    CONSTRAINT cpni_approval_one_time_pk PRIMARY KEY (customer_id, basis, valid_from),
    CONSTRAINT cpni_approval_one_time_ck CHECK (valid_from < valid_to)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Derived from the ledger: what a customer refuses besides uses of data. The contact '*' stands for all that have no rows
-- of their own; only such a number of its own may have refused = FALSE, which takes it out of what '*' says.
CREATE TABLE IF NOT EXISTS cpni_approval_flag (
    customer_id ${customerKeyType} NOT NULL,
    flag        VARCHAR(32)        NOT NULL,
    contact_id  VARCHAR(128)       NOT NULL,
    refused     BOOLEAN            NOT NULL,
    valid_from  DATETIME(6)        NOT NULL,
    valid_to    DATETIME(6)        NOT NULL,
    CONSTRAINT cpni_approval_flag_pk PRIMARY KEY (customer_id, flag, contact_id, valid_from),
    CONSTRAINT cpni_approval_flag_ck CHECK (valid_from < valid_to)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Who needs which customer's records now, and why.
CREATE TABLE IF NOT EXISTS cpni_assignment (
    assignment_id BIGINT             NOT NULL AUTO_INCREMENT,
    accessor_id   VARCHAR(200)       NOT NULL,
    customer_id   ${customerKeyType} NOT NULL,
    ticket        VARCHAR(500)       NOT NULL,
    valid_from    DATETIME(6)        NOT NULL,
    valid_until   DATETIME(6)        NOT NULL,
    CONSTRAINT cpni_assignment_pk PRIMARY KEY (assignment_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS cpni_assignment_customer_ix
    ON cpni_assignment (customer_id, accessor_id, valid_until, valid_from);

CREATE INDEX IF NOT EXISTS cpni_assignment_accessor_ix ON cpni_assignment (accessor_id, valid_until);

-- The services a customer takes from the carrier. No end: still taken.
CREATE TABLE IF NOT EXISTS cpni_subscription (
    customer_id      ${customerKeyType} NOT NULL,
    service_category VARCHAR(16)        NOT NULL,
    valid_from       DATETIME(6)        NOT NULL,
    valid_until      DATETIME(6),
    CONSTRAINT cpni_subscription_pk PRIMARY KEY (customer_id, service_category, valid_from)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Until when each accessor's CPNI training is current.
CREATE TABLE IF NOT EXISTS cpni_training (
    accessor_id   VARCHAR(200) NOT NULL,
    trained_until DATETIME(6)  NOT NULL,
    CONSTRAINT cpni_training_pk PRIMARY KEY (accessor_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What else is so of customers, beside services taken and approvals given. The detail '*' stands for every one.
CREATE TABLE IF NOT EXISTS cpni_customer_flag (
    customer_id ${customerKeyType} NOT NULL,
    flag        VARCHAR(32)        NOT NULL,
    detail      VARCHAR(200)       NOT NULL,
    valid_from  DATETIME(6)        NOT NULL,
    valid_to    DATETIME(6)        NOT NULL,
    CONSTRAINT cpni_customer_flag_pk PRIMARY KEY (customer_id, flag, detail, valid_from),
    CONSTRAINT cpni_customer_flag_ck CHECK (valid_from < valid_to)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Which roles need to know what, for which purposes, beside what the configuration grants. The masks are names of styles,
-- in order, with commas between them.
CREATE TABLE IF NOT EXISTS cpni_grant (
    grant_id   BIGINT       NOT NULL AUTO_INCREMENT,
    role       VARCHAR(200) NOT NULL,
    purpose    VARCHAR(32)  NOT NULL,
    category   VARCHAR(32)  NOT NULL,
    operation  VARCHAR(16)  NOT NULL,
    scope      VARCHAR(32)  NOT NULL,
    masks      VARCHAR(200) NOT NULL,
    valid_from DATETIME(6)  NOT NULL,
    valid_to   DATETIME(6)  NOT NULL,
    CONSTRAINT cpni_grant_pk PRIMARY KEY (grant_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS cpni_grant_in_force_ix ON cpni_grant (valid_to, valid_from);

-- Whose records were opened in an emergency, by whom, for which purpose and why, and what the supervisor found of it.
CREATE TABLE IF NOT EXISTS cpni_break_glass (
    break_glass_id VARCHAR(36)        NOT NULL,
    accessor_id    VARCHAR(200)       NOT NULL,
    customer_id    ${customerKeyType} NOT NULL,
    purpose        VARCHAR(32)        NOT NULL,
    reason         VARCHAR(2000)      NOT NULL,
    valid_from     DATETIME(6)        NOT NULL,
    valid_until    DATETIME(6)        NOT NULL,
    reviewed_by    VARCHAR(200),
    reviewed_at    DATETIME(6),
    review_note    VARCHAR(2000),
    CONSTRAINT cpni_break_glass_pk PRIMARY KEY (break_glass_id),
    CONSTRAINT cpni_break_glass_ck CHECK (reviewed_by IS NULL OR reviewed_by <> accessor_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX IF NOT EXISTS cpni_break_glass_customer_ix
    ON cpni_break_glass (customer_id, accessor_id, purpose, valid_until, valid_from);

CREATE INDEX IF NOT EXISTS cpni_break_glass_review_ix ON cpni_break_glass (reviewed_by, valid_from);

-- What each node writes at its start, to find it again through each of its data sources: so it knows that these facts,
-- and no others of the same name, stand beside the data there.
CREATE TABLE IF NOT EXISTS cpni_facts_mark (
    node VARCHAR(200) NOT NULL,
    mark VARCHAR(64)  NOT NULL,
    CONSTRAINT cpni_facts_mark_pk PRIMARY KEY (node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
