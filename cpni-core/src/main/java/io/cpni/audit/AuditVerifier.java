package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TreeFrontier;
import io.cpni.merkle.TileSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Recomputes the hashes of a stream and says which records are not as they were written.
 *
 * <p>May run while the log is written. Safe for many threads.
 */
public final class AuditVerifier {

    private static final int PAGE = 1_000;

    private final DataSource dataSource;

    private AuditVerifier(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns a verifier of the tables in a database; reading rights are enough. */
    public static AuditVerifier over(DataSource dataSource) {
        return new AuditVerifier(dataSource);
    }

    /**
     * Verifies a stream from its first record to its last.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AuditVerification verify(String stream) {
        AuditPosition.requireStream(stream);
        return RecordTable.read(dataSource, "verifying an audit stream", connection -> {
            OptionalInt streamNo = RecordTable.streamNo(connection, stream);
            List<AuditFinding> findings = new ArrayList<>();
            TreeFrontier tree = TreeFrontier.empty();
            if (streamNo.isPresent()) {
                TileSource tiles = RecordTable.tiles(connection, streamNo.getAsInt());
                List<RecordTable.Row> page;
                do {
                    page = RecordTable.records(connection, streamNo.getAsInt(), tree.size(), PAGE);
                    for (RecordTable.Row row : page) {
                        AuditPosition position = new AuditPosition(stream, tree.size());
                        if (row.seq() != tree.size()) {
                            findings.add(new AuditFinding(AuditFinding.Kind.MISSING, position, "it is not there"));
                            return new AuditVerification.Tampered(stream, tree.size(), findings, 1);
                        }
                        NodeHash hash = Rfc6962.leaf(row.leaf());
                        if (!Arrays.equals(hash.bytes(), row.leafHash())) {
                            findings.add(new AuditFinding(AuditFinding.Kind.ALTERED, position, "its hash differs"));
                        }
                        tree.append(hash, (level, tile, hashes) -> {
                            try {
                                if (!Arrays.equals(hashes, tiles.hashes(level, tile))) {
                                    findings.add(new AuditFinding(
                                            AuditFinding.Kind.REWRITTEN, position, "a tile of the tree differs"));
                                }
                            } catch (AbsentTileException e) {
                                findings.add(new AuditFinding(
                                        AuditFinding.Kind.MISSING, position, "a tile of the tree is not there"));
                            }
                        });
                    }
                } while (page.size() == PAGE);
            }
            return findings.isEmpty()
                    ? new AuditVerification.Intact(stream, tree.size())
                    : new AuditVerification.Tampered(stream, tree.size(), findings, findings.size());
        });
    }
}
