package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.annaBills;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.merkle.Rfc6962;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the code to docs/audit-format.md: whoever changes one of them has made a new version of the format. */
class AuditFormatTest {

    private static final UUID ID = UUID.fromString("0192f2c4-d5e6-7f80-91a2-b3c4d5e6f708");
    private static final AuditPosition PLACE = new AuditPosition("node-a", 7);

    private final AuditEntry entry = annaBills(MONDAY_NINE)
            .correlation("0192f2c4-d5e6-7f80-91a2-b3c4d5e6f709")
            .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
            .spanId("00f067aa0ba902b7")
            .node("node-a")
            .build();
    private final byte[] shape = Shape.of(entry).encode();
    private final byte[] set = CustomerSet.encode(new int[] {1, 2}, new long[] {2, 300});
    private final byte[] concerned = LeafMaker.concerned(set, List.of(filled(0x11), filled(0x22)));
    private final byte[] leaf = Leaf.sealed(
            Leaf.encode(PLACE, Micros.of(MONDAY_NINE), Leaf.body(ID, entry, Shape.hash(shape)), tail(concerned)),
            new Leaf.Seal(1, Arrays.copyOf(filled(0x33), Leaf.Seal.BYTES)));

    private static byte[] filled(int value) {
        byte[] bytes = new byte[Sha256.BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Leaf.Tail tail(byte[] concerned) {
        return new Leaf.Tail(
                Optional.of("anna"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Leaf.Concern.NAMED,
                302,
                0,
                2,
                concerned);
    }

    @Test
    void theVectorsOfThePageAreThoseOfTheCode() {
        assertThat(vector("shape")).isEqualTo(hex(shape));
        assertThat(vector("hash of the shape")).isEqualTo(hex(Shape.hash(shape)));
        assertThat(vector("set")).isEqualTo(hex(set));
        assertThat(vector("hash of the concerned")).isEqualTo(hex(concerned));
        assertThat(vector("leaf")).isEqualTo(hex(leaf));
        assertThat(vector("hash of the leaf")).isEqualTo(Rfc6962.leaf(leaf).hex());
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() {
        Leaf read = Leaf.decode(leaf);

        assertThat(read.position()).isEqualTo(PLACE);
        assertThat(read.body().id()).isEqualTo(ID);
        assertThat(read.body().correlation()).isEqualTo(entry.correlation());
        assertThat(read.body().traceId()).isEqualTo(entry.traceId());
        assertThat(read.tail().concerned()).isEqualTo(concerned);
        assertThat(Shape.decode(shape)).isEqualTo(Shape.of(entry));
        List<Integer> persons = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        CustomerSet.read(set, (person, count) -> {
            persons.add(person);
            rows.add(count);
        });
        assertThat(persons).containsExactly(1, 2);
        assertThat(rows).containsExactly(2L, 300L);
    }

    /** One record has one form: whatever can be read back is written again as the very same bytes. */
    @Test
    void nothingButTheOneFormIsRead() {
        Random chance = new Random(7);
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = leaf.clone();
            int count = 1 + chance.nextInt(3);
            for (int j = 0; j < count; j++) {
                changed[chance.nextInt(changed.length)] ^= (byte) (1 << chance.nextInt(8));
            }
            if (chance.nextInt(10) == 0) {
                changed = Arrays.copyOf(changed, chance.nextInt(2 * changed.length));
            }
            try {
                Leaf read = Leaf.decode(changed);
                readable++;
                assertThat(again(read)).isEqualTo(changed);
            } catch (MalformedRecordException e) {
                assertThat(e).hasMessageContaining("at byte");
            }
        }
        assertThat(readable).as("changes of values that are any").isGreaterThan(1_000);
    }

    private static byte[] again(Leaf read) {
        Leaf.Body body = read.body();
        AuditEntry entry = new AuditEntry(
                body.kind(),
                Micros.instant(body.atMicros()),
                body.intent(),
                Optional.of("-"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(io.cpni.purpose.Purpose.BILL_COLLECT),
                Optional.of(io.cpni.purpose.Recipient.staff()),
                Optional.empty(),
                Optional.of(io.cpni.accessor.Operation.READ),
                Optional.of("-"),
                java.util.Set.of(),
                List.of(),
                List.of(),
                List.of(),
                body.evidence(),
                body.obligations(),
                Optional.empty(),
                Optional.empty(),
                body.breakGlass(),
                Optional.empty(),
                List.of(),
                body.correlation(),
                body.traceId(),
                body.spanId(),
                body.node(),
                CustomersConcerned.none(),
                body.serverText(),
                body.purged());
        return Leaf.sealed(
                Leaf.encode(
                        read.position(),
                        read.loggedMicros(),
                        Leaf.body(body.id(), entry, body.shapeHash()),
                        read.tail()),
                read.seal());
    }

    /** Shapes and leaves are never erased, and go to outsiders with an export. */
    @Test
    void personsAreNamedInTheEncryptedPartOnly() {
        AuditEntry given = annaBills(MONDAY_NINE)
                .recipient(Recipient.named(RecipientKind.FAMILY, "Mia"))
                .onBehalfOf("zoe")
                .build();

        assertThat(Shape.of(given).recipient()).contains(new Recipient(RecipientKind.FAMILY, Optional.empty()));
        assertThat(new String(Leaf.body(ID, given, Shape.hash(shape)), StandardCharsets.UTF_8))
                .doesNotContain("Mia", "zoe");
        SealedPart sealed = SealedPart.decode(SealedPart.of(given).encode());
        assertThat(sealed.recipient()).contains("Mia");
        assertThat(sealed.onBehalfOf()).contains("zoe");
        assertThat(Shape.of(annaBills(MONDAY_NINE)
                                .recipient(Recipient.named(RecipientKind.AGENT, "Collect, Inc."))
                                .build())
                        .recipient())
                .as("a firm")
                .contains(Recipient.named(RecipientKind.AGENT, "Collect, Inc."));
    }

    @Test
    void numbersHaveOneForm() {
        assertThat(new ByteReader(new ByteWriter().varint(Long.MAX_VALUE).toBytes()).varint())
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> new ByteReader(new byte[] {(byte) 0x80, 0}).varint())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("longer than it need be");
        assertThatThrownBy(() -> CustomerSet.encode(new int[] {2, 1}, new long[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fiftyThousandCustomersHaveAboutTwoBytesEach() {
        int[] persons = new int[50_000];
        long[] rows = new long[persons.length];
        for (int i = 0; i < persons.length; i++) {
            persons[i] = 20 * i + i % 7;
            rows[i] = i % 100;
        }

        assertThat(CustomerSet.encode(persons, rows)).hasSize(2 * persons.length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String vector(String name) {
        Path page = Path.of("docs/audit-format.md");
        try {
            Matcher row =
                    Pattern.compile("\\| " + name + " \\| `([0-9a-f]+)` \\|").matcher(Files.readString(page));
            return row.find() ? row.group(1) : "no vector named " + name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
