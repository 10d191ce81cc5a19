package io.cpni.audit;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An entry with all of its record that does not depend on its place: made on the thread that appends, so that the one thread
 * that writes has less to do.
 *
 * @param entry what happened
 * @param id the record's own name
 * @param shape the bytes of its {@link Shape}; null for outcomes, which have that of their access
 * @param shapeHash their hash
 * @param body its part of the leaf
 * @param secret what is to be encrypted; null if nothing is
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares them
record Prepared(
        AuditEntry entry,
        UUID id,
        byte @Nullable [] shape,
        byte @Nullable [] shapeHash,
        byte[] body,
        byte @Nullable [] secret) {

    private static final int MILLIS_SHIFT = 16;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    static Prepared of(AuditEntry entry, Clock clock) {
        // What has happened already is recorded whatever the clock is like.
        UUID id = newId(entry.kind().releases() ? clock.millis() : entry.at().toEpochMilli());
        byte[] shape =
                entry.kind() == AuditKind.OUTCOME ? null : Shape.of(entry).encode();
        byte[] shapeHash = shape == null ? null : Shape.hash(shape);
        SealedPart secret = SealedPart.of(entry);
        return new Prepared(
                entry,
                id,
                shape,
                shapeHash,
                Leaf.body(id, entry, shapeHash),
                secret.isEmpty() ? null : secret.encode());
    }

    /** Makes a UUID of version 7: the time in milliseconds, then chance. It names, and hides nothing. */
    private static UUID newId(long millis) {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        long high = millis << MILLIS_SHIFT | VERSION_7 | chance.nextLong(1 << 12);
        return new UUID(high, VARIANT | chance.nextLong() >>> 2);
    }
}
