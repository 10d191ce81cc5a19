package io.cpni.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is hashed and stored: the bytes of docs/audit-format.md, and what they say.
 *
 * <p>It consists of a head, which the writer of the stream makes, a body, which whoever appends makes on a thread of its own,
 * a tail, which needs the numbers of persons and is the writer's again, and a seal, by which the log knows its own records
 * from those of whoever can write to its tables.
 *
 * @param position where the record stands
 * @param loggedMicros when it was written; never earlier than that of the record before
 * @param body what happened
 * @param tail who is concerned
 * @param seal what says that the log wrote it
 */
record Leaf(AuditPosition position, long loggedMicros, Body body, Tail tail, Seal seal) {

    private static final int VERSION = 3;
    private static final int BREAK_GLASS = 1;

    /** The kinds in the order of their numbers, which begin with 1. New ones come at the end. */
    private static final List<AuditKind> KINDS = List.of(
            AuditKind.ACCESS,
            AuditKind.OUTCOME,
            AuditKind.DENIAL,
            AuditKind.OBSERVED_DENIAL,
            AuditKind.FAILURE,
            AuditKind.ERASURE,
            AuditKind.PURGE,
            AuditKind.HOLD);

    /**
     * What happened.
     *
     * @param kind what the record tells
     * @param breakGlass whether the access may rest on a broken glass
     * @param id the record's own name
     * @param atMicros when it happened
     * @param intent the access that an outcome closes
     * @param shapeHash the hash of the record's {@link Shape}; absent for outcomes, which have that of their access
     */
    @SuppressWarnings("ArrayRecordComponent") // hashes on their way; nobody compares them
    record Body(
            AuditKind kind,
            boolean breakGlass,
            UUID id,
            long atMicros,
            Optional<AuditEntry.Intent> intent,
            byte @Nullable [] shapeHash,
            List<String> evidence,
            List<RecordedObligation> obligations,
            Optional<String> correlation,
            Optional<String> traceId,
            Optional<String> spanId,
            Optional<String> node,
            Optional<SealedText> serverText,
            Optional<PurgedRecords> purged) {}

    /**
     * Who is concerned.
     *
     * @param accessor id of who asked, where that is no customer
     * @param accessorPerson number of the customer who asked
     * @param subject number of the customer whose matter it was
     * @param sealed what stands there encrypted
     * @param concern how customers are named
     * @param rows rows over all customers and of nobody
     * @param rowsOfNobody those of nobody, where customers are named
     * @param named how many customers are named
     * @param concerned {@link #concerned}; absent where no person is mentioned
     */
    @SuppressWarnings("ArrayRecordComponent") // hashes on their way; nobody compares them
    record Tail(
            Optional<String> accessor,
            OptionalInt accessorPerson,
            OptionalInt subject,
            Optional<Sealed> sealed,
            Concern concern,
            long rows,
            long rowsOfNobody,
            int named,
            byte @Nullable [] concerned) {}

    /**
     * What stands behind a leaf's content.
     *
     * @param version of the key for digests by which it is made
     * @param code the first {@value #BYTES} bytes of the HMAC over the content
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares them
    record Seal(int version, byte[] code) {

        static final int BYTES = 16;
    }

    /** How the customers of a record are named. */
    enum Concern {
        NONE(0),
        NAMED(1),
        SCOPE(2);

        private final int code;

        Concern(int code) {
            this.code = code;
        }

        static Concern read(ByteReader in) {
            int code = in.u8();
            for (Concern each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw in.malformed("customers named in a way that is not known here");
        }
    }

    /**
     * The part of a record that is encrypted.
     *
     * @param owner number of the person under whose key it is; empty if it is under one of its own
     * @param bytes nonce, encrypted text and tag
     */
    @SuppressWarnings("ArrayRecordComponent") // hashes on their way; nobody compares them
    record Sealed(OptionalInt owner, byte[] bytes) {}

    /**
     * Tells whether this is the outcome of an access. Where a database lost its last records, another access may have been given
     * the place that an outcome names.
     */
    boolean closes(Leaf access) {
        return body.intent()
                .filter(intent -> intent.position().equals(access.position()))
                .filter(intent -> Micros.of(intent.at()) == access.body().atMicros())
                .isPresent();
    }

    /** Writes the body of an entry; the shape is given by its hash, as the caller has it already. */
    static byte[] body(UUID id, AuditEntry entry, byte @Nullable [] shapeHash) {
        ByteWriter out = new ByteWriter()
                .u8(KINDS.indexOf(entry.kind()) + 1)
                .u8(entry.breakGlass() ? BREAK_GLASS : 0)
                .i64(id.getMostSignificantBits())
                .i64(id.getLeastSignificantBits())
                .i64(Micros.of(entry.at()));
        if (entry.intent().isPresent()) {
            AuditEntry.Intent intent = entry.intent().get();
            out.u8(1).i64(intent.position().seq()).i64(Micros.of(intent.at()));
        } else {
            out.u8(0);
        }
        if (shapeHash == null) {
            out.u8(0);
        } else {
            out.u8(1).raw(shapeHash);
        }
        out.texts(entry.evidence(), entry.evidence().size());
        out.u16(entry.obligations().size());
        for (RecordedObligation obligation : entry.obligations()) {
            out.text(obligation.name()).u8(obligation.state() == RecordedObligation.State.DONE ? 1 : 2);
        }
        Ident.write(out, entry.correlation());
        Ident.write(out, entry.traceId());
        Ident.write(out, entry.spanId());
        out.optionalText(entry.node());
        if (entry.serverText().isPresent()) {
            SealedText text = entry.serverText().get();
            out.u8(1).text(text.reference().value()).text(text.keyId()).block(text.bytes());
        } else {
            out.u8(0);
        }
        if (entry.purged().isPresent()) {
            PurgedRecords purged = entry.purged().get();
            out.u8(1)
                    .text(purged.stream())
                    .i64(purged.from())
                    .i64(purged.to())
                    .raw(purged.tiles().bytes());
        } else {
            out.u8(0);
        }
        return out.toBytes();
    }

    /** Writes what a leaf says around a body: all of it but the seal. */
    static byte[] encode(AuditPosition position, long loggedMicros, byte[] body, Tail tail) {
        ByteWriter out = new ByteWriter(body.length + 128)
                .u8(VERSION)
                .text(position.stream())
                .i64(position.seq())
                .i64(loggedMicros)
                .raw(body);
        if (tail.accessorPerson().isPresent()) {
            out.u8(2).u32(tail.accessorPerson().getAsInt());
        } else {
            out.optionalText(tail.accessor());
        }
        writeNumber(out, tail.subject());
        if (tail.sealed().isEmpty()) {
            out.u8(0);
        } else {
            Sealed sealed = tail.sealed().get();
            if (sealed.owner().isPresent()) {
                out.u8(1).u32(sealed.owner().getAsInt());
            } else {
                out.u8(2);
            }
            out.block(sealed.bytes());
        }
        out.u8(tail.concern().code).i64(tail.rows());
        if (tail.concern() == Concern.NAMED) {
            out.i64(tail.rowsOfNobody()).u32(tail.named());
        }
        if (tail.concerned() == null) {
            out.u8(0);
        } else {
            out.u8(1).raw(tail.concerned());
        }
        return out.toBytes();
    }

    /** Writes a leaf: what it says, with the seal behind it. */
    static byte[] sealed(byte[] content, Seal seal) {
        return new ByteWriter(content.length + Integer.BYTES + Seal.BYTES)
                .raw(content)
                .u32(seal.version())
                .raw(seal.code())
                .toBytes();
    }

    /** Returns what of a leaf is sealed. */
    static byte[] content(byte[] leaf) {
        return Arrays.copyOf(leaf, Math.max(0, leaf.length - Integer.BYTES - Seal.BYTES));
    }

    private static void writeNumber(ByteWriter out, OptionalInt number) {
        if (number.isPresent()) {
            out.u8(1).u32(number.getAsInt());
        } else {
            out.u8(0);
        }
    }

    /**
     * Reads a leaf.
     *
     * @throws MalformedRecordException if the bytes are none
     */
    static Leaf decode(byte[] leaf) {
        ByteReader in = new ByteReader(leaf);
        if (in.u8() != VERSION) {
            throw in.malformed("a record of a version that is not known here");
        }
        try {
            String stream = in.text();
            AuditPosition position = new AuditPosition(stream, in.i64());
            Leaf decoded = new Leaf(
                    position,
                    in.micros(),
                    readBody(in, stream),
                    readTail(in),
                    new Seal(person(in), in.raw(Seal.BYTES)));
            in.end();
            return decoded;
        } catch (MalformedRecordException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw in.malformed("a value that no record has, " + e.getClass().getSimpleName());
        }
    }

    private static Body readBody(ByteReader in, String stream) {
        int kind = in.u8();
        if (kind < 1 || kind > KINDS.size()) {
            throw in.malformed("a kind of record that is not known here");
        }
        int flags = in.u8();
        if (flags > BREAK_GLASS) {
            throw in.malformed("flags that are not known here");
        }
        return new Body(
                KINDS.get(kind - 1),
                flags == BREAK_GLASS,
                new UUID(in.i64(), in.i64()),
                in.micros(),
                in.isPresent()
                        ? Optional.of(
                                new AuditEntry.Intent(new AuditPosition(stream, in.i64()), Micros.instant(in.micros())))
                        : Optional.empty(),
                in.isPresent() ? in.raw(Sha256.BYTES) : null,
                in.texts(),
                in.list(reader -> new RecordedObligation(reader.text(), state(reader))),
                Ident.read(in),
                Ident.read(in),
                Ident.read(in),
                in.optionalText(),
                in.isPresent()
                        ? Optional.of(SealedText.of(new FailureReference(in.text()), in.text(), in.block()))
                        : Optional.empty(),
                in.isPresent()
                        ? Optional.of(
                                new PurgedRecords(in.text(), in.i64(), in.i64(), AuditHash.of(in.raw(Sha256.BYTES))))
                        : Optional.empty());
    }

    private static RecordedObligation.State state(ByteReader in) {
        return switch (in.u8()) {
            case 1 -> RecordedObligation.State.DONE;
            case 2 -> RecordedObligation.State.FAILED;
            default -> throw in.malformed("an obligation that is neither done nor failed");
        };
    }

    private static Tail readTail(ByteReader in) {
        int accessorForm = in.u8();
        Optional<String> accessor = accessorForm == 1 ? Optional.of(in.text()) : Optional.empty();
        OptionalInt accessorPerson = accessorForm == 2 ? OptionalInt.of(person(in)) : OptionalInt.empty();
        if (accessorForm > 2) {
            throw in.malformed("an accessor of a form that is not known here");
        }
        OptionalInt subject = in.isPresent() ? OptionalInt.of(person(in)) : OptionalInt.empty();
        Optional<Sealed> sealed = switch (in.u8()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Sealed(OptionalInt.of(person(in)), in.block()));
            case 2 -> Optional.of(new Sealed(OptionalInt.empty(), in.block()));
            default -> throw in.malformed("an encrypted part of a form that is not known here");
        };
        Concern concern = Concern.read(in);
        boolean isNamed = concern == Concern.NAMED;
        return new Tail(
                accessor,
                accessorPerson,
                subject,
                sealed,
                concern,
                in.i64(),
                isNamed ? in.i64() : 0,
                isNamed ? person(in) : 0,
                in.isPresent() ? in.raw(Sha256.BYTES) : null);
    }

    private static int person(ByteReader in) {
        int number = in.u32();
        if (number < 0) {
            throw in.malformed("a number below zero");
        }
        return number;
    }
}
