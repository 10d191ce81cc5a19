package io.cpni.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Looks at a stream after every accident, each time at the records that came since, and lets a verifier look at all. */
final class StreamCheck {

    private final DataSource database;
    private final String stream;
    private final Map<Long, String> accesses = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private long next;

    StreamCheck(DataSource database, String stream) {
        this.database = database;
        this.stream = stream;
    }

    /** Returns how many records the stream had when it was looked at. */
    long records() {
        return next;
    }

    /**
     * Checks what came since the last time: places without gaps or duplicates, every record what was appended, every outcome
     * after its access, every confirmed record at its place; and that a verifier passes.
     */
    void holds(Collection<Confirmed> confirmed, String when) {
        List<LogUnderTest.Stored> records = LogUnderTest.records(database, stream, next);
        Map<Long, AuditEntry> entries = new HashMap<>();
        for (LogUnderTest.Stored stored : records) {
            assertThat(stored.position().seq())
                    .as("%s: a place without gap", when)
                    .isEqualTo(next);
            next++;
            check(stored, when);
            entries.put(stored.position().seq(), stored.entry());
        }
        for (Confirmed each : confirmed) {
            AuditEntry found = entries.get(each.seq());
            assertThat(found)
                    .as("%s: %s was confirmed, and is on record", when, each)
                    .isNotNull();
            assertThat(found.kind()).as("%s: %s", when, each).isEqualTo(each.kind());
            assertThat(found.correlation()).as("%s: %s", when, each).contains(each.correlation());
        }
        assertThat(confirmed.stream().map(Confirmed::seq))
                .as("%s: places", when)
                .doesNotHaveDuplicates();
        assertThat(LogUnderTest.wrongWith(database, stream))
                .as("%s: the verifier", when)
                .isEmpty();
    }

    private void check(LogUnderTest.Stored stored, String when) {
        AuditEntry entry = stored.entry();
        String correlation = entry.correlation().orElse("-");
        assertThat(entry).as("%s: %s", when, stored.position()).isEqualTo(Work.expected(entry));
        assertThat(seen.add(entry.kind() + " " + correlation))
                .as("%s: %s of %s stands once", when, entry.kind(), correlation)
                .isTrue();
        if (entry.kind() == AuditKind.ACCESS) {
            accesses.put(stored.position().seq(), correlation);
        }
        entry.intent().ifPresent(intent -> {
            assertThat(intent.position().stream()).isEqualTo(stream);
            assertThat(accesses.get(intent.position().seq()))
                    .as("%s: the access of %s", when, stored.position())
                    .isEqualTo(correlation);
        });
    }
}
