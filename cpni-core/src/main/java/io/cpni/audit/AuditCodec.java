package io.cpni.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes records canonically and hashes them, as {@code docs/audit-format.md} specifies byte by byte. */
final class AuditCodec {

    /** The version of the encoding. */
    static final int FORMAT = 1;

    private static final byte CHAIN = 2;
    private static final byte CUSTOMERS = 3;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private AuditCodec() {}

    /** Returns the hash of a record that follows the given one. */
    static AuditHash hash(AuditHash previous, AuditRow row) {
        MessageDigest digest = sha256();
        digest.update(CHAIN);
        digest.update(previous.bytes());
        digest.update(encode(row));
        return AuditHash.of(digest.digest());
    }

    /** Returns the canonical encoding of a record. */
    static byte[] encode(AuditRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(row.format());
            writeText(out, row.stream());
            out.writeLong(row.seq());
            out.writeLong(micros(row.at()));
            for (AuditRow.Text column : AuditRow.Text.values()) {
                writeOptional(out, row.texts().get(column));
            }
            writeOptional(out, row.intentSeq());
            Instant intentAt = row.intentAt();
            writeOptional(out, intentAt == null ? null : Long.valueOf(micros(intentAt)));
            out.writeLong(row.rowCount());
            out.writeLong(row.customerCount());
            AuditHash digest = row.customersDigest();
            out.writeByte(digest == null ? 0 : 1);
            if (digest != null) {
                out.write(digest.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Returns the digest of the customers that a record names, whatever their order in the list. */
    static AuditHash customersDigest(List<CustomerRow> rows) {
        List<byte[]> items = new ArrayList<>(rows.size());
        for (CustomerRow row : rows) {
            byte[] id = row.customer().getBytes(StandardCharsets.UTF_8);
            items.add(ByteBuffer.allocate(Integer.BYTES + id.length + 2 * Long.BYTES)
                    .putInt(id.length)
                    .put(id)
                    .putLong(row.rows())
                    .putLong(micros(row.at()))
                    .array());
        }
        items.sort(Arrays::compareUnsigned);
        MessageDigest digest = sha256();
        digest.update(CUSTOMERS);
        items.forEach(digest::update);
        return AuditHash.of(digest.digest());
    }

    private static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeByte(text == null ? 0 : 1);
        if (text != null) {
            writeText(out, text);
        }
    }

    private static void writeOptional(DataOutputStream out, @Nullable Long number) throws IOException {
        out.writeByte(number == null ? 0 : 1);
        if (number != null) {
            out.writeLong(number);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Returns microseconds since 1970; wraps for instants no entry can have, which then simply do not match. */
    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }

    /** Returns the hash that a column holds; one of a wrong length stands for itself and matches no other. */
    static AuditHash stored(byte[] bytes) {
        return AuditHash.of(bytes.length == AuditHash.BYTES ? bytes : sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
