package io.cpni.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Checks of each person whether it is who it was, or a record says that it was erased. */
final class PersonCheck {

    private final LogSource log;
    private final IntToLongFunction attestedOf;
    private final Map<Integer, Long> attested = new HashMap<>();
    private final Findings findings = new Findings();
    private long unattestedErasures;

    /**
     * Begins a check.
     *
     * @param attestedOf how many records of a stream a trusted key vouches for
     */
    PersonCheck(LogSource log, IntToLongFunction attestedOf) {
        this.log = log;
        this.attestedOf = attestedOf;
    }

    List<AuditFinding> findings() {
        return findings.kept();
    }

    /** Returns how many persons were emptied by the word of a record that no trusted key vouches for, or not yet. */
    long unattestedErasures() {
        return unattestedErasures;
    }

    void check(LogSource.StoredPerson person) {
        byte[] idCipher = person.idCipher();
        if (idCipher != null && !Arrays.equals(Person.commitment(idCipher), person.commitment())) {
            altered(person, "is not who it was");
        } else if (idCipher == null && !isErasureOnRecord(person)) {
            altered(person, "was emptied, and no record says that it was erased");
        } else if (idCipher != null && !person.hasKey()) {
            altered(person, "has lost its key or its digest, and no record says that it was erased");
        }
    }

    private boolean isErasureOnRecord(LogSource.StoredPerson person) {
        Integer stream = person.erasedStream();
        Long seq = person.erasedSeq();
        if (stream == null || seq == null) {
            return false;
        }
        Optional<RecordTable.Row> row = log.record(stream, seq);
        if (row.isEmpty() || row.get().customers() == null) {
            return false;
        }
        try {
            boolean[] isNamed = new boolean[1];
            CustomerSet.read(row.get().customers(), (number, rows) -> isNamed[0] |= number == person.number());
            if (!isNamed[0] || Leaf.decode(row.get().leaf()).body().kind() != AuditKind.ERASURE) {
                return false;
            }
        } catch (MalformedRecordException e) {
            return false;
        }
        if (!isAttested(stream, seq)) {
            unattestedErasures++;
        }
        return true;
    }

    private boolean isAttested(int stream, long seq) {
        if (seq >= attested.computeIfAbsent(stream, attestedOf::applyAsLong)) {
            // Asked again: it may have been signed meanwhile.
            attested.put(stream, attestedOf.applyAsLong(stream));
        }
        return seq < attested.getOrDefault(stream, 0L);
    }

    private void altered(LogSource.StoredPerson person, String detail) {
        findings.add(AuditFinding.of(AuditFinding.Kind.PERSON_ALTERED, "person " + person.number() + " " + detail));
    }
}
