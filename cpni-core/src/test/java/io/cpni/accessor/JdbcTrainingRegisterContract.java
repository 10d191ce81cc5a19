package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the training register does on every database. */
@Regulation("64.2009(b)")
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
