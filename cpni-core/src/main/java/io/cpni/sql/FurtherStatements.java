package io.cpni.sql;

import io.cpni.audit.RecordedStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements of one access that cannot name their customers, beside the first, which stands in the intent. Keeps what
 * differs by text or values, and of too many the fingerprints: each that was run is named.
 */
final class FurtherStatements {

    private static final int MOST = 16;
    private static final int MOST_CHARACTERS = 65_536;
    private static final int MOST_FINGERPRINTS = 999;

    private final RecordedStatement first;
    private final Set<RecordedStatement> kept = new LinkedHashSet<>();
    private final Set<String> fingerprintsBeside = new LinkedHashSet<>();
    private int characters;
    private long more;

    FurtherStatements(RecordedStatement first) {
        this.first = first;
    }

    void add(RecordedStatement statement) {
        if (statement.equals(first) || kept.contains(statement)) {
            return;
        }
        int length = statement.text().length()
                + statement.parameters().stream().mapToInt(String::length).sum();
        // Once something was left out, what follows is counted too: the kept ones are the first.
        if (more == 0 && kept.size() < MOST && characters + length <= MOST_CHARACTERS) {
            characters += length;
            kept.add(statement);
            return;
        }
        more++;
        if (fingerprintsBeside.size() <= MOST_FINGERPRINTS && !isNamed(statement.fingerprint())) {
            fingerprintsBeside.add(statement.fingerprint());
        }
    }

    private boolean isNamed(String fingerprint) {
        return first.fingerprint().equals(fingerprint)
                || kept.stream().anyMatch(statement -> statement.fingerprint().equals(fingerprint));
    }

    List<RecordedStatement> all() {
        if (more == 0) {
            return List.copyOf(kept);
        }
        List<RecordedStatement> all = new ArrayList<>(kept);
        List<String> named = new ArrayList<>(fingerprintsBeside);
        if (named.size() > MOST_FINGERPRINTS) {
            named.set(MOST_FINGERPRINTS, "… and others");
        }
        all.add(new RecordedStatement(
                fingerprintsBeside.stream().findFirst().orElse(first.fingerprint()),
                "… and " + more + " more executions of other statements or values"
                        + (named.isEmpty() ? "" : "; the parameters are the fingerprints of those not named before"),
                named));
        return all;
    }
}
