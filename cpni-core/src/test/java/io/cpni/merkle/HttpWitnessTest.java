package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cpni.merkle.Trees.Kept;
import io.cpni.merkle.WitnessException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWitnessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private HttpWitnesses server;
    private HttpWitness witness;

    @BeforeEach
    void start() throws IOException {
        server = new HttpWitnesses();
        witness = HttpWitness.at(server.prefix(), List.of(HttpWitnesses.WITNESS), LONG);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static LongFunction<ConsistencyProof> proofs(int size) {
        return from -> {
            Kept tiles = new Kept();
            Trees.grown(size, tiles);
            return new TreeProofs(tiles, size, Trees.lastLeaves(size)).consistency(from, size);
        };
    }

    private SignedNote publish(int size) {
        return witness.publish(Signers.note(size), proofs(size));
    }

    private void assertFails(Kind kind, int size, String message) {
        assertThatExceptionOfType(WitnessException.class)
                .isThrownBy(() -> publish(size))
                .withMessageContaining(message)
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.isAlarm()).isEqualTo(kind != Kind.UNAVAILABLE);
                });
    }

    @Test
    void theFirstCheckpointIsShownFromNothing() {
        SignedNote note = Signers.note(3);

        SignedNote cosigned = publish(3);

        assertThat(server.requests).containsExactly("old 0\n\n" + note.render());
        assertThat(cosigned.text()).isEqualTo(note.text());
        assertThat(cosigned.lines()).hasSize(2).startsWith(note.lines().get(0));
        assertThat(cosigned.verifiedBy(List.of(HttpWitnesses.WITNESS))).containsExactly(HttpWitnesses.WITNESS);
        assertThat(Checkpoint.open(cosigned, Signers.trusting(1).and(TrustedKeys.of(HttpWitnesses.WITNESS)))
                        .size())
                .isEqualTo(3);
        assertThat(witness.latest(Signers.ORIGIN)).contains(cosigned);
        assertThat(witness.latest("example.com/cpni/node-b")).isEmpty();
    }

    @Test
    void theNextCheckpointIsProvedFromTheLast() {
        publish(3);
        publish(7);

        String proof = String.join(
                "\n", proofs(7).apply(3).path().stream().map(NodeHash::base64).toList());
        assertThat(server.requests.get(1))
                .isEqualTo("old 3\n" + proof + "\n\n" + Signers.note(7).render());
        assertThat(server.size()).isEqualTo(7);
    }

    @Test
    void whatTheWitnessSawBeforeIsLearntAndProvedFrom() {
        server.remember(Signers.checkpoint(5));

        publish(9);

        assertThat(server.requests)
                .extracting(request -> request.lines().findFirst().orElse(""))
                .containsExactly("old 0", "old 5");
        assertThat(server.size()).isEqualTo(9);
    }

    @Test
    void theSameCheckpointIsCosignedAgain() {
        server.remember(Signers.checkpoint(5));

        publish(5);

        assertThat(server.requests)
                .extracting(request -> request.lines().limit(2).toList())
                .containsExactly(List.of("old 0", ""), List.of("old 5", ""));
    }

    @Test
    void aLogThatWasCutIsAnAlarm() {
        publish(9);

        assertFails(Kind.INCONSISTENT, 5, "saw 9 records, but there are 5 now");
    }

    @Test
    void aLogThatWasWrittenAnewIsAnAlarm() {
        Checkpoint other = new Checkpoint(Signers.ORIGIN, 5, Trees.leaf(0));
        server.remember(other);

        assertFails(Kind.INCONSISTENT, 5, "another root for the same 5 records");
        assertFails(Kind.INCONSISTENT, 9, "does not begin with what it saw");
        assertThat(witness.latest(Signers.ORIGIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, REFUSED, does not know the log",
        "403, REFUSED, trusts none of the keys",
        "400, REFUSED, did not understand",
        "422, INCONSISTENT, does not begin with what it saw",
        "500, UNAVAILABLE, answered 500",
        "302, UNAVAILABLE, answered 302",
        "204, UNAVAILABLE, answered 204"
    })
    void whatIsNoCosignatureIsAFailure(int status, Kind kind, String message) {
        server.tell(status, "");

        assertFails(kind, 3, message);
        assertThat(witness.latest(Signers.ORIGIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "05\n", "-5\n", "five\n", "0\n", "99999999999999999999\n", "9999999999999999999\n"})
    void aConflictThatNamesNoOtherSizeIsNotBelieved(String body) {
        server.tell(409, body);

        assertFails(Kind.UNBELIEVABLE, 9, "without naming another size");
    }

    @Test
    void aWitnessThatNamesSizesForEverIsLeft() {
        server.tell(409, "1\n");
        server.tell(409, "2\n");
        server.tell(409, "3\n");

        assertFails(Kind.UNAVAILABLE, 9, "meanwhile");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void anAnswerThatTheWitnessDidNotSignIsNotBelieved() {
        SignedNote note = Signers.note(3);
        server.tell(200, "");
        server.tell(200, note.lines().get(0).render());
        server.tell(200, new SignedNote.Line("somebody", 1, new byte[72]).render());
        for (int i = 0; i < 3; i++) {
            assertFails(Kind.UNBELIEVABLE, 3, "no key of the witness");
        }

        server.tell(200, HttpWitnesses.cosigned(note, signature -> {
            signature[20] ^= 1;
            return signature;
        }));
        assertFails(Kind.UNBELIEVABLE, 3, "not believed");
        server.tell(200, HttpWitnesses.cosigned(Signers.note(4), signature -> signature));
        assertFails(Kind.UNBELIEVABLE, 3, "not believed");
        server.tell(200, "OK");
        assertFails(Kind.UNBELIEVABLE, 3, "not believed");
        server.tell(exchange -> {
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write(0xff);
            exchange.close();
        });
        assertFails(Kind.UNBELIEVABLE, 3, "no UTF-8");
        assertThat(witness.latest(Signers.ORIGIN)).isEmpty();
    }

    @Test
    void linesOfUnknownKeysAreLeftOut() {
        SignedNote note = Signers.note(3);
        server.tell(
                200,
                new SignedNote.Line("somebody", 1, new byte[72]).render()
                        + HttpWitnesses.cosigned(note, signature -> signature));

        assertThat(publish(3).lines())
                .extracting(SignedNote.Line::name)
                .containsExactly(Signers.ORIGIN, HttpWitnesses.WITNESS.name());
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        server.tell(200, "\u2014 a AAAA\n".repeat(10_000));

        assertFails(Kind.UNAVAILABLE, 3, "cannot be asked");
    }

    @Test
    void aWitnessThatDoesNotAnswerIsLeftInTime() {
        CountDownLatch asked = new CountDownLatch(1);
        server.tell(exchange -> {
            // Headers come at once, the body never does.
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("\u2014".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            asked.countDown();
        });
        witness = HttpWitness.at(server.prefix(), List.of(HttpWitnesses.WITNESS), Duration.ofMillis(300));

        assertFails(Kind.UNAVAILABLE, 3, "did not answer within PT0.3S");
        assertThat(asked.getCount()).isZero();
    }

    @Test
    void aWitnessThatIsNotThereIsUnavailable() {
        server.close();

        assertFails(Kind.UNAVAILABLE, 3, "cannot be asked");
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        try {
            assertFails(Kind.UNAVAILABLE, 3, "interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aProofOfOtherSizesIsNotSent() {
        server.remember(Signers.checkpoint(5));

        assertThatIllegalStateException()
                .isThrownBy(() -> witness.publish(Signers.note(9), from -> new ConsistencyProof(4, 9, List.of())))
                .withMessageContaining("from 5 to 9");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aWitnessHasAnAddressAKeyAndATimeout() {
        List<NoteKey> keys = List.of(HttpWitnesses.WITNESS);
        NoteKey ofALog = NoteKey.of("witness", Signers.of(3).publicKey());

        assertThatIllegalArgumentException().isThrownBy(() -> HttpWitness.at(server.prefix(), List.of(), LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> HttpWitness.at(server.prefix(), List.of(ofALog), LONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpWitness.at(server.prefix(), keys, Duration.ofNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> HttpWitness.at(URI.create("file:///w"), keys, LONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpWitness.at(URI.create("https://u:secret@w.example"), keys, LONG))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
