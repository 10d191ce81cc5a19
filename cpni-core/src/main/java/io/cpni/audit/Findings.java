package io.cpni.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong: counts all, keeps the first thousand. */
final class Findings {

    private static final int KEPT = 1_000;

    private final List<AuditFinding> kept = new ArrayList<>();
    private long count;

    void add(AuditFinding finding) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(finding);
        }
    }

    List<AuditFinding> kept() {
        return kept;
    }

    long count() {
        return count;
    }
}
