-- The audit log: append-only records in Merkle trees (docs/audit-format.md in cpni-core says what each column means).
-- May be run again; changes nothing that is there. Instants are microseconds since 1970, UTC. Texts compare byte by byte.

-- One writer at a time appends to a stream.
CREATE TABLE IF NOT EXISTS cpni_audit_stream (
    stream_no integer NOT NULL,
    name varchar(64) NOT NULL,
    created_us bigint NOT NULL,
    CONSTRAINT cpni_audit_stream_pk PRIMARY KEY (stream_no),
    CONSTRAINT cpni_audit_stream_name UNIQUE (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- A record is its leaf. The columns from intent_seq on repeat what the leaf says, for whoever reads with SQL.
CREATE TABLE IF NOT EXISTS cpni_audit_record (
    stream_no integer NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 0),
    leaf longblob NOT NULL,
    leaf_hash varbinary(32) NOT NULL,
    customers longblob,
    intent_seq bigint,
    logged_us bigint NOT NULL,
    kind varchar(16) NOT NULL,
    accessor varchar(200),
    purpose varchar(64),
    relation varchar(256),
    -- Two writers of one stream cannot both write the next record: the tree does not fork.
    CONSTRAINT cpni_audit_record_pk PRIMARY KEY (stream_no, seq),
    -- An access is closed once.
    CONSTRAINT cpni_audit_record_outcome UNIQUE (stream_no, intent_seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What many records have in common, under its hash.
CREATE TABLE IF NOT EXISTS cpni_audit_shape (
    stream_no integer NOT NULL,
    hash varbinary(32) NOT NULL,
    body longblob NOT NULL,
    CONSTRAINT cpni_audit_shape_pk PRIMARY KEY (stream_no, hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- 256 hashes of a level of the tree, once they are complete (C2SP tlog-tiles).
CREATE TABLE IF NOT EXISTS cpni_audit_tile (
    stream_no integer NOT NULL,
    level integer NOT NULL,
    tile bigint NOT NULL,
    hashes longblob NOT NULL,
    CONSTRAINT cpni_audit_tile_pk PRIMARY KEY (stream_no, level, tile)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Signed statements of how long the stream was, and of the hash over all of it (C2SP tlog-checkpoint).
CREATE TABLE IF NOT EXISTS cpni_audit_checkpoint (
    stream_no integer NOT NULL,
    size bigint NOT NULL,
    logged_us bigint NOT NULL,
    note longtext NOT NULL,
    CONSTRAINT cpni_audit_checkpoint_pk PRIMARY KEY (stream_no, size)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Keys that open persons, statements and justifications, each encrypted under a key that the database does not have.
CREATE TABLE IF NOT EXISTS cpni_audit_key (
    kind varchar(16) NOT NULL,
    version integer NOT NULL,
    kek varchar(64) NOT NULL,
    wrapped longblob NOT NULL,
    created_us bigint NOT NULL,
    CONSTRAINT cpni_audit_key_pk PRIMARY KEY (kind, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Whose number is whose. Erasing a customer empties digest, wrapped_key and id_cipher; the commitment stays.
CREATE TABLE IF NOT EXISTS cpni_audit_person (
    person_no integer AUTO_INCREMENT,
    commitment varbinary(32) NOT NULL,
    digest_version integer,
    digest varbinary(32),
    key_version integer,
    wrapped_key varbinary(60),
    id_cipher varbinary(600),
    erased_stream integer,
    erased_seq bigint,
    CONSTRAINT cpni_audit_person_pk PRIMARY KEY (person_no),
    CONSTRAINT cpni_audit_person_digest UNIQUE (digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Who was erased in the last days, under a digest made for this: an entry that tells of before, and comes late, brings nobody back.
CREATE TABLE IF NOT EXISTS cpni_audit_erased (
    digest varbinary(32) NOT NULL,
    digest_version integer NOT NULL,
    person_no integer NOT NULL,
    erased_us bigint NOT NULL,
    shared_limit integer NOT NULL,
    seal varbinary(16) NOT NULL,
    CONSTRAINT cpni_audit_erased_pk PRIMARY KEY (digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The key of what a record holds encrypted, where that belongs to no one customer.
CREATE TABLE IF NOT EXISTS cpni_audit_secret (
    stream_no integer NOT NULL,
    seq bigint NOT NULL,
    key_version integer NOT NULL,
    wrapped_key varbinary(60) NOT NULL,
    CONSTRAINT cpni_audit_secret_pk PRIMARY KEY (stream_no, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The index, made from the records and to be made anew at any time: which records of a segment of 4,096 name whom or what. The
-- last segment of a stream that rests has fewer.
CREATE TABLE IF NOT EXISTS cpni_audit_segment (
    stream_no integer NOT NULL,
    segment integer NOT NULL,
    records integer NOT NULL,
    CONSTRAINT cpni_audit_segment_pk PRIMARY KEY (stream_no, segment)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS cpni_audit_posting (
    stream_no integer NOT NULL,
    field integer NOT NULL,
    bucket bigint NOT NULL,
    segment integer NOT NULL,
    part integer NOT NULL,
    members longblob NOT NULL,
    CONSTRAINT cpni_audit_posting_pk PRIMARY KEY (stream_no, field, bucket, segment, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Which records are gone, and the record that says so. One row a gap.
CREATE TABLE IF NOT EXISTS cpni_audit_purge (
    stream_no integer NOT NULL,
    from_seq bigint NOT NULL,
    to_seq bigint NOT NULL,
    purge_stream integer NOT NULL,
    purge_seq bigint NOT NULL,
    CONSTRAINT cpni_audit_purge_pk PRIMARY KEY (stream_no, from_seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What may not be purged. By whom and why, say the records of kind HOLD that the two places name.
CREATE TABLE IF NOT EXISTS cpni_audit_hold (
    id varchar(36) NOT NULL,
    placed_stream integer NOT NULL,
    placed_seq bigint NOT NULL,
    placed_us bigint NOT NULL,
    from_us bigint,
    to_us bigint,
    persons longblob,
    released_stream integer,
    released_seq bigint,
    released_us bigint,
    CONSTRAINT cpni_audit_hold_pk PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- A speed bump, not a wall: whoever owns the tables can drop it, and TRUNCATE runs no triggers. The tree is the evidence.
-- A purge, which leaves a record of itself, says that it is one.

CREATE OR REPLACE TRIGGER cpni_audit_record_no_update BEFORE UPDATE ON cpni_audit_record
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_record_no_delete BEFORE DELETE ON cpni_audit_record
    FOR EACH ROW IF COALESCE(@cpni_purge, 0) <> 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';
    END IF;

CREATE OR REPLACE TRIGGER cpni_audit_shape_no_update BEFORE UPDATE ON cpni_audit_shape
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_shape_no_delete BEFORE DELETE ON cpni_audit_shape
    FOR EACH ROW IF COALESCE(@cpni_purge, 0) <> 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';
    END IF;

CREATE OR REPLACE TRIGGER cpni_audit_tile_no_update BEFORE UPDATE ON cpni_audit_tile
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_tile_no_delete BEFORE DELETE ON cpni_audit_tile
    FOR EACH ROW IF COALESCE(@cpni_purge, 0) <> 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';
    END IF;

CREATE OR REPLACE TRIGGER cpni_audit_checkpoint_no_update BEFORE UPDATE ON cpni_audit_checkpoint
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: UPDATE refused';

CREATE OR REPLACE TRIGGER cpni_audit_checkpoint_no_delete BEFORE DELETE ON cpni_audit_checkpoint
    FOR EACH ROW IF COALESCE(@cpni_purge, 0) <> 1 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit log is append-only: DELETE refused';
    END IF;
