package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A text is read with its key, out of the record that it was written into, and in no other way. */
class ServerTextKeysTest {

    private static final byte[] ONE = "a key for server texts, number 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TWO = "a key for server texts, number 2".getBytes(StandardCharsets.US_ASCII);
    private static final ServerTextKeys KEYS = ServerTextKeys.of("k1", Map.of("k1", ONE));
    private static final ServerFailure SAID =
            ServerFailure.of(new SQLException("Key (callee)=(+12125550100) exists", "23505", 7), 3);

    private static AuditEntry.Builder failure() {
        return AuditEntry.failure(MONDAY_NINE)
                .accessor("anna")
                .onBehalfOf("zoe")
                .purpose(Purpose.BILL_COLLECT)
                .recipient(Recipient.staff())
                .operation(Operation.INSERT)
                .relation("call_record")
                .categories(Set.of(DataCategory.CALL_DETAIL))
                .justification("ticket 4711")
                .statementFingerprint("0a1b")
                .correlation("tx-17")
                .traceId("4bf9")
                .node("billing-0");
    }

    private static AuditEntry sealed() {
        return KEYS.seal(failure().build(), SAID);
    }

    @Test
    void whatIsSealedIsReadAgainAndNotBefore() {
        AuditEntry sealed = sealed();

        assertThat(KEYS.open(sealed)).isEqualTo(SAID);
        SealedText text = sealed.serverText().orElseThrow();
        assertThat(text.reference().at()).isEqualTo(MONDAY_NINE);
        assertThat(new String(Base64.getDecoder().decode(text.body()), StandardCharsets.ISO_8859_1))
                .doesNotContain("callee")
                .doesNotContain("2125550100");
        assertThat(sealed.withoutServerText()).isEqualTo(failure().build());
    }

    @Test
    void oneTextIsNeverWrittenTwiceAlike() {
        assertThat(nonce(sealed())).isNotEqualTo(nonce(sealed()));
        assertThat(sealed().serverText().orElseThrow().reference())
                .isNotEqualTo(sealed().serverText().orElseThrow().reference());
    }

    private static String nonce(AuditEntry sealed) {
        return sealed.serverText().orElseThrow().body().substring(0, 16);
    }

    @Test
    void theLengthTellsLittle() {
        int length = sealed().serverText().orElseThrow().body().length();
        for (String said : List.of("", "x", "Key (callee)=(+12125550100, and then some more) exists")) {
            AuditEntry other = KEYS.seal(failure().build(), ServerFailure.of(new SQLException(said, "23505", 7), 3));
            assertThat(other.serverText().orElseThrow().body()).hasSize(length);
        }
    }

    @Test
    void anotherKeyReadsNothing() {
        AuditEntry sealed = sealed();

        assertThatExceptionOfType(UnreadableServerTextException.class)
                .isThrownBy(() -> ServerTextKeys.of("k1", Map.of("k1", TWO)).open(sealed))
                .withMessageContaining("another key of that id")
                .withMessageNotContaining("2125550100");
        assertThatExceptionOfType(UnreadableServerTextException.class)
                .isThrownBy(() -> ServerTextKeys.of("k2", Map.of("k2", ONE)).open(sealed))
                .withMessageContaining("'k1'");
    }

    @Test
    void aKeyThatWasReplacedStillReadsWhatItWrote() {
        ServerTextKeys rotated = ServerTextKeys.of("k2", Map.of("k1", ONE, "k2", TWO));
        AuditEntry later = rotated.seal(failure().build(), SAID);

        assertThat(rotated.open(sealed())).isEqualTo(SAID);
        assertThat(later.serverText().orElseThrow().keyId()).isEqualTo("k2");
        assertThat(rotated.open(later)).isEqualTo(SAID);
    }

    /** What may be erased is not bound: the text outlasts the customers whom its record named. */
    @Test
    void aTextIsReadWhenWhatWasSaidOfCustomersIsErased() {
        SealedText text = sealed().serverText().orElseThrow();
        AuditEntry erased = failure()
                .justification(" ")
                .customers(CustomersConcerned.unnamed(1))
                .build()
                .withServerText(text);

        assertThat(KEYS.open(erased)).isEqualTo(SAID);
    }

    @Test
    void aTextInARecordThatWasChangedIsNotRead() {
        SealedText text = sealed().serverText().orElseThrow();
        List<AuditEntry.Builder> changes = List.of(
                failure().accessor("max"),
                failure().onBehalfOf("max"),
                failure().purpose(Purpose.AUDIT),
                failure().operation(Operation.READ),
                failure().relation("invoice"),
                failure().categories(Set.of()),
                failure().statementFingerprint("0a1c"),
                failure().correlation("tx-18"),
                failure().traceId("4bfa"),
                failure().node("billing-1"));
        for (AuditEntry.Builder change : changes) {
            assertUnreadable(change.build().withServerText(text));
        }
        assertUnreadable(AuditEntry.failure(MONDAY_NINE.plusSeconds(1)).build().withServerText(text));
        assertThat(KEYS.open(failure().build().withServerText(text))).isEqualTo(SAID);
    }

    @Test
    void aTextIsReadUnderItsOwnReferenceAndKeyIdOnly() {
        SealedText one = sealed().serverText().orElseThrow();
        SealedText other = sealed().serverText().orElseThrow();

        assertUnreadable(failure().build().withServerText(new SealedText(other.reference(), "k1", one.body())));
        ServerTextKeys sameUnderTwoIds = ServerTextKeys.of("k1", Map.of("k1", ONE, "k2", ONE));
        AuditEntry renamed = failure().build().withServerText(new SealedText(one.reference(), "k2", one.body()));
        assertThatExceptionOfType(UnreadableServerTextException.class).isThrownBy(() -> sameUnderTwoIds.open(renamed));
    }

    @Test
    void aTextThatWasChangedOrCutIsNotRead() {
        SealedText text = sealed().serverText().orElseThrow();
        byte[] body = Base64.getDecoder().decode(text.body());
        for (int at : new int[] {0, 11, 12, body.length - 1}) {
            byte[] changed = body.clone();
            changed[at] ^= 1;
            assertUnreadable(changed, text);
        }
        for (int length : new int[] {1, 11, 12, 13, 28, body.length - 1}) {
            assertUnreadable(java.util.Arrays.copyOf(body, length), text);
        }
        assertUnreadable(failure().build().withServerText(new SealedText(text.reference(), "k1", "A")));
    }

    private static void assertUnreadable(byte[] body, SealedText text) {
        assertUnreadable(failure()
                .build()
                .withServerText(new SealedText(
                        text.reference(), "k1", Base64.getEncoder().encodeToString(body))));
    }

    private static void assertUnreadable(AuditEntry entry) {
        assertThatExceptionOfType(UnreadableServerTextException.class).isThrownBy(() -> KEYS.open(entry));
    }

    @Test
    void onlyAFailureWithoutATextGetsOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> KEYS.seal(sealed(), SAID));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KEYS.seal(AuditEntry.denial(MONDAY_NINE).build(), SAID));
    }

    @Test
    void aKeyHasThirtyTwoBytesAndAnIdThatMayBeSeen() {
        for (byte[] wrong : new byte[][] {new byte[0], new byte[16], new byte[31], new byte[33]}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ServerTextKeys.of("k", Map.of("k", wrong)));
        }
        for (String wrong : List.of("", "a b", "k\n", "ä", "k".repeat(33))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerTextKeys.of(wrong, Map.of(wrong, ONE)))
                    .withMessageContaining("id of a key");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ServerTextKeys.of("other", Map.of("k", ONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerTextKeys.of("other", Map.of()));
    }

    @Test
    void keysAreReadFromBase64AndNeverQuoted() {
        Map<String, String> written = new HashMap<>();
        written.put("k1", " " + Base64.getEncoder().encodeToString(ONE) + "\n");
        assertThat(ServerTextKeys.ofBase64("k1", written).open(sealed())).isEqualTo(SAID);

        written.put("k2", "hush!hush");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTextKeys.ofBase64("k1", written))
                .withMessageContaining("Base64")
                .withMessageNotContaining("hush")
                .withNoCause();
        written.put("k2", "hush");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTextKeys.ofBase64("k1", written))
                .withMessageContaining("32 bytes, this one has 3");
    }

    @Test
    void keysAndTextsArePrintedNowhere() {
        assertThat(KEYS.toString()).isEqualTo("ServerTextKeys[k1]");
        assertThat(SAID.toString()).contains("23505", "SQLException").doesNotContain("callee");
        assertThat(sealed().toString()).doesNotContain("callee");
        SealedText text = sealed().serverText().orElseThrow();
        assertThat(text.toString()).contains(text.reference().value(), "k1").doesNotContain(text.body());
    }
}
