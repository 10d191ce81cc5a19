package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the training register does on every database. */
@Regulation({"64.2009(b)", "R-2009-b"})
abstract class JdbcTrainingRegisterContract {

    private static final Instant SPRING = Instant.parse("2027-03-01T05:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2027-10-01T04:00:00Z");

    abstract JdbcTrainingRegister register();

    @Test
    void whoeverIsNotRecordedWasNeverTrained() {
        assertThat(register().trainedUntil("erin")).isEmpty();
    }

    @Test
    void theLastRecordCounts() {
        register().record("erin", AUTUMN);
        register().record("erin", SPRING);
        register().record("frank", AUTUMN);

        assertThat(register().trainedUntil("erin")).contains(SPRING);
        assertThat(register().trainedUntil("frank")).contains(AUTUMN);
    }

    @Test
    void aTrainingRunsOutAtItsEndAndIsCurrentAgainOnceRenewed() {
        register().record("erin", SPRING);
        assertThat(fromRegister("erin").isTrainedAt(SPRING.minusNanos(1000))).isTrue();
        assertThat(fromRegister("erin").isTrainedAt(SPRING)).isFalse();

        register().record("erin", AUTUMN);
        assertThat(fromRegister("erin").isTrainedAt(SPRING)).isTrue();
        assertThat(fromRegister("erin").isTrainedAt(AUTUMN)).isFalse();
        assertThat(fromRegister("frank").isTrainedAt(SPRING)).isFalse();
    }

    private Accessor fromRegister(String id) {
        return new Accessor(id, Set.of("csr"), register().trainedUntil(id), Optional.empty(), false);
    }

    @Test
    void aTrainingWithoutEndCanBeRecorded() {
        register().record("erin", Instant.MAX);

        assertThat(register().trainedUntil("erin"))
                .hasValueSatisfying(until -> assertThat(until).isAfter(AUTUMN));
    }

    @Test
    void aBlankAccessorIsRefused() {
        assertThatThrownBy(() -> register().record(" ", SPRING)).isInstanceOf(IllegalArgumentException.class);
    }
}
