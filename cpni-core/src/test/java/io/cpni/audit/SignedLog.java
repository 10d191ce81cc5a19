package io.cpni.audit;

import static io.cpni.audit.AuditEntries.MONDAY_NINE;
import static io.cpni.audit.AuditEntries.annaBills;
import static io.cpni.audit.AuditEntries.maxIsDenied;

import io.cpni.customer.CustomerId;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.TrustedKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A log of a few hundred records, with everything that a record can have, and checkpoints over them. */
final class SignedLog {

    static final String STREAM = "node-a";
    static final String ORIGIN = "voip.example/cpni";
    static final NoteSigner SIGNER = newSigner();
    static final TrustedKeys TRUSTED = TrustedKeys.of(SIGNER.publicKey());

    /** One whole tile and a part of the next. */
    static final int RECORDS = 300;

    private SignedLog() {}

    static NoteSigner newSigner() {
        try {
            return NoteSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes the records, with checkpoints after the 100th and the last. */
    static void write(DataSource database) {
        try (JdbcAuditLog log = JdbcAuditLog.open(database, STREAM, AuditEntries.KEYS)) {
            try (Checkpointer checkpointer = checkpointer(database, log).start()) {
                append(log, 0, 100);
                checkpointer.checkpoint();
                append(log, 100, RECORDS);
            }
        }
    }

    static Checkpointer.Builder checkpointer(DataSource database, JdbcAuditLog log) {
        return Checkpointer.builder(database, log, ORIGIN, SIGNER).every(Integer.MAX_VALUE, Duration.ofDays(1));
    }

    static void append(JdbcAuditLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.submit(entry(log, i));
        }
        log.settle();
    }

    private static AuditEntry entry(JdbcAuditLog log, int i) {
        AuditEntry access =
                annaBills(MONDAY_NINE.plusSeconds(i)).correlation("tx-" + i).build();
        return switch (i % 5) {
            case 0 -> access;
            case 1 ->
                AuditEntry.outcomeOf(
                                new AuditPosition(STREAM, i - 1),
                                annaBills(MONDAY_NINE.plusSeconds(i - 1)).build(),
                                MONDAY_NINE.plusSeconds(i))
                        .customers(
                                CustomersConcerned.of(Map.of(CustomerId.of(i % 7), 1L, CustomerId.of(100 + i % 3), 2L)))
                        .build();
            case 2 -> maxIsDenied(MONDAY_NINE.plusSeconds(i)).build();
            case 3 ->
                annaBills(MONDAY_NINE.plusSeconds(i))
                        .subject(CustomerId.of(i % 7))
                        .justification("ticket " + i)
                        .build();
            default -> AuditEntries.fullAccess();
        };
    }
}
