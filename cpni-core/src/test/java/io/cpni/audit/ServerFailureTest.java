package io.cpni.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken of a failure, how it is written, and how its record is named. */
class ServerFailureTest {

    private static SQLException batchWithEverything() {
        BatchUpdateException batch = new BatchUpdateException("batch", "23000", 1, new int[] {1});
        SQLException next = new SQLException("next", "23505", 2);
        next.initCause(new IllegalStateException("its cause"));
        batch.setNextException(next);
        batch.initCause(new IOException("cause"));
        batch.addSuppressed(new SQLException("suppressed", null, 3));
        return batch;
    }

    @Test
    void everythingThatHangsOnAFailureIsTaken() {
        ServerFailure failure = ServerFailure.of(batchWithEverything(), 0);

        assertThat(failure.messages())
                .extracting(ServerFailure.Message::text)
                .containsExactly("batch", "next", "cause", "suppressed", "its cause");
        assertThat(failure.messages().get(0))
                .isEqualTo(new ServerFailure.Message(
                        BatchUpdateException.class.getName(), Optional.of("23000"), 1, "batch"));
        assertThat(failure.messages().get(3).sqlState()).isEmpty();
        assertThat(failure.omitted()).isZero();
    }

    @Test
    void aFailureThatCausesItselfEnds() {
        SQLException one = new SQLException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);

        assertThat(ServerFailure.of(one, 0).messages())
                .extracting(ServerFailure.Message::text)
                .containsExactly("one", "other");
    }

    @Test
    void moreThanFitsIsCutAndCounted() {
        SQLException first = new SQLException("x".repeat(3_990));
        first.setNextException(new SQLException("y".repeat(100)));
        first.setNextException(new SQLException("z"));

        ServerFailure failure = ServerFailure.of(first, 0);

        assertThat(failure.messages())
                .extracting(ServerFailure.Message::text)
                .containsExactly("x".repeat(3_990), "y".repeat(9) + '…');
        assertThat(failure.omitted()).isEqualTo(1);

        SQLException many = new SQLException("m");
        for (int i = 0; i < 20; i++) {
            many.addSuppressed(new SQLException("s" + i));
        }
        assertThat(ServerFailure.of(many, 0).messages()).hasSize(8);
        assertThat(ServerFailure.of(many, 0).omitted()).isEqualTo(13);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (ServerFailure failure : List.of(
                ServerFailure.of(batchWithEverything(), 17),
                ServerFailure.of(new SQLException((String) null), 0),
                ServerFailure.of(new SQLException("\uD83D\uDCDE ümlaut \uD83D", "22018", -3), Long.MAX_VALUE),
                new ServerFailure(List.of(), 0, 0))) {
            byte[] bytes = ServerFailureCodec.encode(failure);
            assertThat(bytes.length % 256).isZero();
            assertThat(ServerFailureCodec.decode(bytes)).isEqualTo(failure);
        }
    }

    @Test
    void whatALaterVersionWroteIsNotGuessedAt() {
        byte[] bytes = ServerFailureCodec.encode(new ServerFailure(List.of(), 0, 0));
        bytes[0]++;

        assertThatIOException().isThrownBy(() -> ServerFailureCodec.decode(bytes));
    }

    @Test
    void aReferenceHoldsWhenItWasAndChance() {
        SecureRandom chance = new SecureRandom();
        for (String at :
                List.of("1970-01-01T00:00:00Z", "2026-11-02T09:00:00.123456Z", "2255-06-05T23:47:34.740991Z")) {
            Instant instant = Instant.parse(at);
            Set<String> references = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                FailureReference reference = FailureReference.of(instant, chance);
                assertThat(reference.at()).isEqualTo(instant);
                assertThat(reference.value()).hasSize(16);
                references.add(reference.value());
            }
            assertThat(references).hasSizeGreaterThan(45);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureReference.of(Instant.parse("1969-12-31T23:59:59Z"), chance));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureReference.of(Instant.parse("2255-06-05T23:47:34.740992Z"), chance));
    }

    @Test
    void aReferenceIsNotRepeatedWhereItIsNone() {
        for (String wrong : List.of("", "+12125550100", "0123456789abcdew", "0123456789ABCDEF", "0123456789abcdef0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FailureReference(wrong))
                    .satisfies(
                            e -> assertThat(wrong.isEmpty() || !e.getMessage().contains(wrong))
                                    .isTrue());
        }
    }
}
