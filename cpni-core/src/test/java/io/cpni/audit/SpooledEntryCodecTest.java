package io.cpni.audit;

import static io.cpni.audit.AuditEntries.fullAccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpooledEntryCodecTest {

    private static final int ENTRIES = 2_000;

    private final SpooledEntryCodec codec = new SpooledEntryCodec();

    @Test
    void everyEntryIsReadBackAsItWasWritten() {
        GeneratedEntries entries = new GeneratedEntries(7);
        for (int i = 0; i < ENTRIES; i++) {
            AuditEntry entry = entries.next();
            assertThat(codec.decode(codec.encode(entry))).as("entry %s", i).isEqualTo(entry);
        }
    }

    /** So that a component that comes anew and is not generated, or generated always the same, is noticed here. */
    @Test
    void theEntriesTriedDifferInEveryComponent() throws Exception {
        Map<String, Set<Object>> values = new HashMap<>();
        GeneratedEntries entries = new GeneratedEntries(7);
        for (int i = 0; i < ENTRIES; i++) {
            AuditEntry entry = entries.next();
            for (RecordComponent component : AuditEntry.class.getRecordComponents()) {
                values.computeIfAbsent(component.getName(), name -> new HashSet<>())
                        .add(component.getAccessor().invoke(entry));
            }
        }
        assertThat(values).hasSize(AuditEntry.class.getRecordComponents().length);
        assertThat(values).allSatisfy((name, seen) -> assertThat(seen).as(name).hasSizeGreaterThan(1));
    }

    /** The components of what an entry is made of. A new one needs a place in the codec, and another version of it. */
    @Test
    void nothingHasAComponentThatTheCodecDoesNotKnow() {
        assertThat(components(AuditEntry.class)).isEqualTo(29);
        assertThat(components(AuditEntry.Intent.class)).isEqualTo(2);
        assertThat(components(AuditPosition.class)).isEqualTo(2);
        assertThat(components(AppliedRule.class)).isEqualTo(2);
        assertThat(components(RecordedObligation.class)).isEqualTo(2);
        assertThat(components(RecordedStatement.class)).isEqualTo(3);
        assertThat(components(SealedText.class)).isEqualTo(3);
        assertThat(components(io.cpni.purpose.Recipient.class)).isEqualTo(2);
        assertThat(Arrays.stream(CustomersConcerned.class.getPermittedSubclasses())
                        .map(SpooledEntryCodecTest::components))
                .containsExactlyInAnyOrder(1, 2, 1);
    }

    private static int components(Class<?> type) {
        return type.getRecordComponents().length;
    }

    @Test
    void whatIsCutOrHasSomethingBehindItIsRefused() {
        byte[] bytes = codec.encode(fullAccess());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().as("cut to %s", length).isThrownBy(() -> codec.decode(cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void whatALaterVersionWroteIsRefused() {
        byte[] bytes = codec.encode(fullAccess());
        bytes[0]++;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(bytes))
                .withMessageContaining("version 2");
    }
}
