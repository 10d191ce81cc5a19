package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.ROSA;
import static io.cpni.audit.AuditEntries.TOM;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Computes the test vector of docs/audit-format.md by the words of that page, and compares with the code. */
class AuditFormatTest {

    private static final Instant CLOSED = Instant.parse("2026-11-02T09:00:01Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void theFirstRecordOfTheTestVector() throws Exception {
        byte[] digest = digest();
        byte[] encoding = encoding(digest);
        byte[] hash = sha256(new byte[] {2}, new byte[32], encoding);

        assertThat(documented("customers_digest")).isEqualTo(hex(digest));
        assertThat(documented("encoding")).isEqualTo(hex(encoding));
        assertThat(documented("hash")).isEqualTo(hex(hash));

        AuditRecord record = log().records().get(0);
        AuditRow row = AuditRow.of(record.position(), record.entry());
        assertThat(row.customersDigest()).isEqualTo(AuditHash.of(digest));
        assertThat(AuditCodec.encode(row)).isEqualTo(encoding);
        assertThat(record.hash()).isEqualTo(AuditHash.of(hash));
    }

    @Test
    void theSecondRecordOfTheTestVector() throws Exception {
        bytes.write(1);
        text("node-a");
        i64(1);
        i64(1_793_610_001_000_000L);
        optional("OUTCOME");
        for (int column = 0; column < 19; column++) {
            optional(null);
        }
        optional("UNNAMED");
        optional(null);
        bytes.write(1);
        i64(0);
        bytes.write(1);
        i64(1_793_610_000_123_456L);
        i64(7);
        i64(0);
        bytes.write(0);
        AuditRecord first = log().records().get(0);
        byte[] hash = sha256(new byte[] {2}, first.hash().bytes(), bytes.toByteArray());

        assertThat(documented("second hash")).isEqualTo(hex(hash));
        assertThat(log().records().get(1).hash()).isEqualTo(AuditHash.of(hash));
    }

    @Test
    void theOrderOfCustomersDoesNotMatterForTheirDigest() {
        CustomerRow one = new CustomerRow("1", MONDAY_NINE, 1);
        CustomerRow other = new CustomerRow("\uD83D\uDCDE", MONDAY_NINE, 2);

        assertThat(AuditCodec.customersDigest(List.of(one, other)))
                .isEqualTo(AuditCodec.customersDigest(List.of(other, one)));
    }

    @Test
    void aStoredHashOfAWrongLengthMatchesNoOther() {
        assertThat(AuditCodec.stored(new byte[3])).isNotEqualTo(AuditHash.ZERO);
        assertThat(AuditCodec.stored(new byte[32])).isEqualTo(AuditHash.ZERO);
    }

    private static InMemoryAuditLog log() {
        InMemoryAuditLog log = new InMemoryAuditLog("node-a");
        AuditEntry access = annaBills(MONDAY_NINE)
                .customers(CustomersConcerned.of(Map.of(ROSA, 2L, TOM, 3L)))
                .build();
        AuditPosition position = log.append(access);
        log.append(AuditEntry.outcomeOf(position, access, CLOSED)
                .customers(CustomersConcerned.unnamed(7))
                .build());
        return log;
    }

    private byte[] digest() throws Exception {
        text("1001");
        i64(2);
        i64(1_793_610_000_123_456L);
        text("1002");
        i64(3);
        i64(1_793_610_000_123_456L);
        byte[] items = bytes.toByteArray();
        bytes.reset();
        return sha256(new byte[] {3}, items);
    }

    private byte[] encoding(byte[] digest) throws Exception {
        bytes.write(1);
        text("node-a");
        i64(0);
        i64(1_793_610_000_123_456L);
        optional("ACCESS");
        optional("anna");
        optional(null);
        optional("BILL_COLLECT");
        optional("STAFF");
        optional(null);
        optional(null);
        optional("READ");
        optional("call_record");
        optional("CALL_DETAIL\nBILLING");
        optional(null);
        optional(null);
        optional("R-222-d1 47 U.S.C. 222(d)(1)\nR-GEN-1 47 CFR 64.2010(a)");
        for (int column = 0; column < 7; column++) {
            optional(null);
        }
        optional("KNOWN");
        optional(null);
        bytes.write(0);
        bytes.write(0);
        i64(5);
        i64(2);
        bytes.write(1);
        bytes.write(digest);
        byte[] encoding = bytes.toByteArray();
        bytes.reset();
        return encoding;
    }

    private void optional(String text) throws IOException {
        bytes.write(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(ByteBuffer.allocate(4).putInt(utf8.length).array());
        bytes.write(utf8);
    }

    private void i64(long number) throws IOException {
        bytes.write(ByteBuffer.allocate(8).putLong(number).array());
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns what the page says. */
    private static String documented(String name) throws IOException {
        String page = Files.readString(Path.of("docs/audit-format.md"));
        String vector = page.substring(page.indexOf("## Test vector"));
        boolean second = name.startsWith("second ");
        String part = vector.substring(second ? vector.indexOf("The second record") : 0);
        Matcher line = Pattern.compile("(?m)^ {4}" + name.replace("second ", "") + " +(\\S+)$")
                .matcher(part);
        assertThat(line.find()).as("line '%s' of the test vector", name).isTrue();
        return line.group(1);
    }
}
