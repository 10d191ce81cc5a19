package io.cpni.audit;

import io.cpni.audit.AuditFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of one stream in their order and finds what is wrong with them.
 *
 * <p>A record is judged when the one after it is known, because that one remembers its hash:
 *
 * <ul>
 *   <li>its hash does not fit what it holds, but would at another place: it was moved;
 *   <li>its hash does not fit what it holds at any place: it was changed, or inserted if the record after it follows the
 *       record before it;
 *   <li>its hash fits, but the record after it remembers another: it was changed and hashed anew, or inserted.
 * </ul>
 *
 * <p>A record thus has one finding at most, and does not taint the records around it. Whether its customers are right
 * is asked only of a record that is itself as it was written.
 */
final class ChainWalk {

    private static final int MOST_FINDINGS = 1_000;
    private static final int MOST_SUSPECTS = 256;
    private static final int NEARBY = 8;

    /** A record read, the place at which it was written, if one was found, and whether its customers are right. */
    private record Seen(AuditTable.Linked linked, @Nullable Long writtenAt, boolean customersFit) {

        long seq() {
            return linked.row().seq();
        }

        boolean isAtItsPlace() {
            return writtenAt != null && writtenAt == seq();
        }
    }

    private final String stream;
    private final Optional<AuditHead> kept;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final List<Seen> suspects = new ArrayList<>();
    private final Set<Long> openPlaces = new TreeSet<>();
    private @Nullable Seen before;
    private @Nullable Seen pending;
    private long nextSeq;
    private long records;
    private long findingCount;
    private long lastShift;

    ChainWalk(String stream, Optional<AuditHead> kept) {
        this.stream = stream;
        this.kept = kept;
    }

    /** Takes the next record with the customers that its table holds for it. */
    void accept(AuditTable.Linked linked, List<CustomerRow> customers) {
        AuditRow row = linked.row();
        Seen seen = new Seen(linked, placeOf(linked), namesExactly(row, customers));
        settle(seen);
        if (row.seq() > nextSeq) {
            missing(nextSeq, row.seq() - 1);
        }
        nextSeq = row.seq() + 1;
        records++;
        compareWithKept(seen);
    }

    /**
     * Ends the walk.
     *
     * @param orphan a place after the last record for which customers are named nevertheless
     */
    AuditVerification finish(@Nullable Long orphan) {
        Optional<AuditHead> head = Optional.ofNullable(pending)
                .map(last -> new AuditHead(
                        last.linked().row().position(), last.linked().hash()));
        settle(null);
        if (orphan != null) {
            find(Kind.CUSTOMERS_ALTERED, orphan, "customers are named for a record that is not there");
        }
        kept.map(AuditHead::last).filter(last -> last.seq() >= nextSeq).ifPresent(last -> missing(nextSeq, last.seq()));
        placeSuspects();
        if (findings.isEmpty()) {
            return new AuditVerification.Intact(stream, records, head);
        }
        findings.sort(Comparator.comparingLong(finding -> finding.position().seq()));
        return new AuditVerification.Tampered(stream, records, findings, findingCount);
    }

    private static boolean namesExactly(AuditRow row, List<CustomerRow> customers) {
        AuditHash digest = row.customersDigest();
        if (digest == null) {
            return customers.isEmpty() && !row.namesCustomers();
        }
        return row.customerCount() == customers.size() && digest.equals(AuditCodec.customersDigest(customers));
    }

    private void compareWithKept(Seen seen) {
        if (kept.isPresent()
                && kept.get().last().seq() == seen.seq()
                && !kept.get().hash().equals(seen.linked().hash())) {
            find(Kind.REWRITTEN, seen.seq(), "its hash is not the one that was kept elsewhere");
        }
    }

    /** Judges the record before the given one, or the last if there is none. */
    private void settle(@Nullable Seen next) {
        Seen current = pending;
        if (current != null) {
            AuditHash previous = hashBefore(current);
            AuditHash remembered = next != null && next.seq() == current.seq() + 1
                    ? next.linked().previousHash()
                    : null;
            boolean skipped = remembered != null && remembered.equals(previous);
            boolean follows =
                    previous == null || previous.equals(current.linked().previousHash());
            if (current.isAtItsPlace()) {
                settleFitting(current, next, remembered, skipped);
            } else if (current.writtenAt() != null) {
                moved(current, current.writtenAt());
            } else if (skipped || (next == null && !follows)) {
                find(Kind.INSERTED, current.seq(), "its hash does not fit, and it is no part of the chain");
            } else {
                find(Kind.ALTERED, current.seq(), "its hash does not fit what it holds");
                suspect(current);
            }
        }
        before = current;
        pending = next;
    }

    private void settleFitting(Seen current, @Nullable Seen next, @Nullable AuditHash remembered, boolean skipped) {
        if (current.seq() == 0 && !current.linked().previousHash().equals(AuditHash.ZERO)) {
            find(Kind.ALTERED, 0, "it does not begin a chain");
        } else if (skipped && next != null && next.writtenAt() != null) {
            find(Kind.INSERTED, current.seq(), "the record after it follows the record before it");
        } else if (next != null
                && next.isAtItsPlace()
                && remembered != null
                && !remembered.equals(current.linked().hash())) {
            find(Kind.ALTERED, current.seq(), "it was hashed anew: the record after it remembers another hash");
        } else if (!current.customersFit()) {
            find(Kind.CUSTOMERS_ALTERED, current.seq(), "the customers named are not those that were written");
        }
    }

    /** Returns the hash that a record should follow, if the place before it is known. */
    private @Nullable AuditHash hashBefore(Seen current) {
        if (current.seq() == 0) {
            return AuditHash.ZERO;
        }
        return before != null && before.seq() + 1 == current.seq()
                ? before.linked().hash()
                : null;
    }

    /** Returns the place at which a record was written: its own, or one near it. */
    private @Nullable Long placeOf(AuditTable.Linked linked) {
        long seq = linked.row().seq();
        if (fits(linked, seq)) {
            return seq;
        }
        if (fits(linked, seq + lastShift)) {
            return seq + lastShift;
        }
        for (long distance = 1; distance <= NEARBY; distance++) {
            for (long shift : new long[] {-distance, distance}) {
                if (fits(linked, seq + shift)) {
                    lastShift = shift;
                    return seq + shift;
                }
            }
        }
        return null;
    }

    private static boolean fits(AuditTable.Linked linked, long seq) {
        AuditRow row = linked.row();
        return AuditCodec.hash(linked.previousHash(), seq == row.seq() ? row : row.at(seq))
                .equals(linked.hash());
    }

    /** Looks whether records that were judged altered were moved from further away. */
    private void placeSuspects() {
        for (Seen suspect : suspects) {
            for (long place : openPlaces) {
                if (place != suspect.seq() && fits(suspect.linked(), place)) {
                    findings.removeIf(finding ->
                            finding.kind() == Kind.ALTERED && finding.position().seq() == suspect.seq());
                    findingCount--;
                    moved(suspect, place);
                    break;
                }
            }
        }
    }

    private void suspect(Seen seen) {
        if (suspects.size() < MOST_SUSPECTS) {
            suspects.add(seen);
            openPlaces.add(seen.seq());
        }
    }

    private void moved(Seen seen, long writtenAt) {
        find(Kind.REORDERED, seen.seq(), "it was written as " + stream + "#" + writtenAt);
    }

    private void missing(long first, long last) {
        for (long seq = first; seq <= last && seq - first < MOST_SUSPECTS; seq++) {
            openPlaces.add(seq);
        }
        for (long seq = first; seq <= last && findings.size() < MOST_FINDINGS; seq++) {
            findings.add(new AuditFinding(Kind.MISSING, new AuditPosition(stream, seq), "no record stands here"));
        }
        findingCount += last - first + 1;
    }

    private void find(Kind kind, long seq, String detail) {
        findingCount++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new AuditFinding(kind, new AuditPosition(stream, seq), detail));
        }
    }
}
