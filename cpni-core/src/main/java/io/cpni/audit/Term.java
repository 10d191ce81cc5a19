package io.cpni.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One thing by which the index finds records.
 *
 * <p>A term stands in a bucket of its field: that of a text in one of its own, but for collisions, which whoever reads the
 * record notices; that of a person in one that it shares with its 4,095 neighbours, so that a list of many customers
 * touches few buckets.
 *
 * @param field of what kind it is
 * @param bucket where it stands
 * @param lane which of those in the bucket it is, from 0 to 4,095
 */
record Term(IndexField field, long bucket, int lane) {

    /** How many persons share a bucket, as a power of two. */
    private static final int PERSON_BITS = 12;

    /** Returns the term of a text. */
    static Term of(IndexField field, String text) {
        return new Term(field, bucket(text), 0);
    }

    /** Returns the term of a person. */
    static Term of(IndexField field, int person) {
        return new Term(field, bucket(person), lane(person));
    }

    /** Returns the term of what a record is. */
    static Term of(IndexField.Mark mark) {
        return new Term(IndexField.MARK, mark.number(), 0);
    }

    static long bucket(int person) {
        return person >> PERSON_BITS;
    }

    static int lane(int person) {
        return person & ((1 << PERSON_BITS) - 1);
    }

    /** Returns the first eight bytes of the text's SHA-256. */
    static long bucket(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(AuditText.utf8(text)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
