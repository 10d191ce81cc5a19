package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import io.cpni.sql.GeneratedQueries.Generated;
import io.cpni.sql.Outcome.Form;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Generated changes that return rows touch the rows, and return the values, that they would among records that were
 * filtered and masked one by one; and they do so whether or not hidden rows exist.
 *
 * <p>{@code -Dcpni.oracle.seed=n} takes another seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresReturningTest {

    private static final int CHANGES = 320;

    private final long seed = Long.getLong("cpni.oracle.seed", 1);
    private final Map<String, List<List<Object>>> records = HostileRecords.of(seed);
    private final Collection<Generated> changes = GeneratedQueries.changes(seed, CHANGES, SqlDialect.POSTGRESQL);
    private final Carrier carrier = carrier();
    private final Carrier withoutHidden = carrier();
    private final Carrier byHand = carrier();

    private static Carrier carrier() {
        Carrier carrier = Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));
        HostileRecords.tellHistories(carrier);
        return carrier;
    }

    @AfterAll
    void close() {
        carrier.close();
        withoutHidden.close();
        byHand.close();
    }

    /** Those who may change as many rows as they may read. */
    private static Map<String, AccessContext> writers() {
        Map<String, AccessContext> writers = new LinkedHashMap<>();
        writers.put("billing", Staff.billing());
        writers.put("clerk", Staff.clerk());
        writers.put("help desk", Staff.helpDesk());
        writers.put("regional agent", Staff.regionalAgent());
        writers.put("mover", Staff.mover());
        writers.put("marketing", Staff.marketing());
        return writers;
    }

    @Test
    void whatAChangeReturnsIsWhatIsDecidedRowByRow() {
        carrier.load(records);
        List<String> differences = new ArrayList<>();
        int asked = 0;
        int refused = 0;
        int returned = 0;
        for (Map.Entry<String, AccessContext> writer : writers().entrySet()) {
            for (Operation operation : List.of(Operation.UPDATE, Operation.DELETE)) {
                SeenByHand seen =
                        new SeenByHand(carrier, writer.getValue(), records, EnumSet.of(Operation.READ, operation));
                Map<String, List<List<Object>>> masked = seen.masked();
                boolean canFail = HostileRecords.canFail(masked);
                byHand.load(masked);
                withoutHidden.load(seen.visible());
                for (Generated change : changes) {
                    if (!change.constructs().containsKey(operation.name())) {
                        continue;
                    }
                    Outcome guarded = undone(carrier.guarded(), writer.getValue(), change.form());
                    Outcome without = undone(withoutHidden.guarded(), writer.getValue(), change.form());
                    Outcome plain = undone(byHand.raw(), null, change.form());
                    asked++;
                    refused += guarded.isRefused() ? 1 : 0;
                    returned += guarded.rows().isEmpty() ? 0 : 1;
                    // Where a record that is seen makes an expression fail, a database may get to it or not.
                    boolean equal = guarded.isRefused()
                            || (canFail && guarded.fails() != plain.fails())
                            || guarded.withheld()
                                    .sorted()
                                    .equals(plain.withheld().sorted());
                    boolean hides = (canFail && guarded.fails() != without.fails())
                            || guarded.sorted().equals(without.sorted());
                    if (!equal || !hides) {
                        differences.add("seed " + seed + ", " + writer.getKey() + ": " + change.form() + "\n  with "
                                + change.form().parameters() + "\n  guarded " + guarded + "\n  without hidden "
                                + without + "\n  by hand " + plain);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(refused).as("refused of " + asked).isLessThan(asked / 3);
        assertThat(returned).as("returned rows, of " + asked).isGreaterThan(asked / 4);
    }

    /** Runs a change as part of a transaction that ends without it. */
    private static Outcome undone(DataSource dataSource, @Nullable AccessContext context, Form change) {
        try (AccessScope scope = context == null ? AccessScope.openEmpty() : AccessScope.open(context);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return Outcome.of(connection, change);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connection failed", e);
        }
    }

    /** If the gate were not there, most of these changes would tell. */
    @Test
    void withoutTheGateTheyTellAboutHiddenRows() {
        carrier.load(records);
        byHand.load(new SeenByHand(carrier, Staff.regionalAgent(), records).masked());

        long telling = changes.stream()
                .filter(change -> !undone(carrier.raw(), null, change.form())
                        .sorted()
                        .equals(undone(byHand.raw(), null, change.form()).sorted()))
                .count();

        assertThat(telling).isGreaterThan(CHANGES / 2);
    }
}
