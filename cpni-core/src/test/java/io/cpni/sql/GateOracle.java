package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.sql.GeneratedQueries.Generated;
import io.cpni.sql.Outcome.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Generated queries, on generated records, return what they would return on records that were filtered and masked row
 * by row, and they have the same outcome whether or not hidden rows exist.
 *
 * <p>{@code -Dcpni.oracle.seed=n} starts at another seed, {@code -Dcpni.oracle.seeds=n} runs so many of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateOracle {

    private static final int QUERIES = 360;
    private static final int LEAST_OF_EACH = 3;
    private static final int CHANGED = 3_000;

    /** What may come out differently on the same records, or with the clock. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "(?i)\\b(limit|offset|fetch|over|any_value|listagg|string_agg|group_concat|distinct on|random_uuid|nextval|value|for"
                    + "|current_time|current_timestamp|localtime|localtimestamp|now|_rowid_|ctid|recursive|insert|update|delete|merge|set)\\b");

    private final Carrier carrier;
    private final Carrier withoutHidden;
    private final Carrier byHand;
    private final SqlDialect dialect;

    GateOracle(Carrier carrier, Carrier withoutHidden, Carrier byHand, SqlDialect dialect) {
        this.carrier = carrier;
        this.withoutHidden = withoutHidden;
        this.byHand = byHand;
        this.dialect = dialect;
        HostileRecords.tellHistories(carrier);
        HostileRecords.tellHistories(withoutHidden);
    }

    @AfterAll
    void close() {
        carrier.close();
        withoutHidden.close();
        byHand.close();
    }

    private static LongStream seeds() {
        long first = Long.getLong("cpni.oracle.seed", 1);
        return LongStream.range(first, first + Long.getLong("cpni.oracle.seeds", 1));
    }

    @Test
    void whatIsSeenIsWhatIsDecidedRowByRow() {
        seeds().forEach(this::compare);
    }

    private void compare(long seed) {
        Map<String, List<List<Object>>> records = HostileRecords.of(seed);
        Collection<Generated> queries = GeneratedQueries.of(seed, QUERIES, dialect);
        carrier.load(records);
        List<String> differences = new ArrayList<>();
        int asked = 0;
        int refused = 0;
        int answered = 0;
        for (Map.Entry<String, AccessContext> reader : Staff.readers().entrySet()) {
            SeenByHand seen = new SeenByHand(carrier, reader.getValue(), records);
            Map<String, List<List<Object>>> masked = seen.masked();
            boolean canFail = HostileRecords.canFail(masked);
            byHand.load(masked);
            withoutHidden.load(seen.visible());
            for (Generated query : queries) {
                Outcome guarded = Outcome.of(carrier.guarded(), reader.getValue(), query.form());
                Outcome without = Outcome.of(withoutHidden.guarded(), reader.getValue(), query.form());
                Outcome plain = Outcome.of(byHand.raw(), null, query.form());
                asked++;
                refused += guarded.isRefused() ? 1 : 0;
                answered += guarded.failure().isEmpty() ? 1 : 0;
                // Where a record that is seen makes an expression fail, a database may get to it or not.
                boolean equal = guarded.isRefused()
                        || (canFail && guarded.fails() != plain.fails())
                        || same(query, guarded.withheld(), plain.withheld());
                boolean hides = (canFail && guarded.fails() != without.fails()) || same(query, guarded, without);
                if (!equal || !hides) {
                    differences.add("seed " + seed + ", " + reader.getKey() + ": " + query.form() + "\n  with "
                            + query.form().parameters() + "\n  guarded " + guarded + "\n  without hidden " + without
                            + "\n  by hand " + plain);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(refused).as("refused of " + asked + ", seed " + seed).isLessThan(asked / 6);
        assertThat(answered).as("answered of " + asked + ", seed " + seed).isGreaterThan(asked / 2);
    }

    private static boolean same(Generated query, Outcome one, Outcome other) {
        return query.ordered() ? one.equals(other) : one.sorted().equals(other.sorted());
    }

    /** The same of changed statements, which nobody would write: those that read, and say one thing. */
    @Test
    void hiddenRowsMakeNoDifferenceToChangedQueries() {
        seeds().forEach(seed -> {
            Map<String, List<List<Object>>> records = HostileRecords.of(seed);
            carrier.load(records);
            withoutHidden.load(new SeenByHand(carrier, Staff.regionalAgent(), records).visible());
            MutatedStatements statements =
                    new MutatedStatements(Choices.of(seed), MutatedStatements.corpus(dialect, MutatedStatements.READS));
            List<String> differences = new ArrayList<>();
            int compared = 0;
            for (int i = 0; i < CHANGED; i++) {
                Form form = bound(statements.next());
                if (!passes(form.sql()) || AMBIGUOUS.matcher(form.sql()).find()) {
                    continue;
                }
                compared++;
                Outcome with = Outcome.of(carrier.guarded(), Staff.regionalAgent(), form);
                Outcome without = Outcome.of(withoutHidden.guarded(), Staff.regionalAgent(), form);
                if (!with.sorted().equals(without.sorted())) {
                    differences.add("seed " + seed + ": " + form + "\n  with " + with + "\n  without " + without);
                }
            }
            assertThat(differences).isEmpty();
            assertThat(compared).as("seed " + seed).isGreaterThan(CHANGED / 20);
        });
    }

    /** Binds something to every parameter: most often it is of a wrong family, which is refused. */
    private Form bound(String sql) {
        try {
            int markers = SqlLexer.lex(sql, dialect).markers().size();
            return new Form(sql, new ArrayList<>(Collections.nCopies(markers, 7L)));
        } catch (CpniStatementRefusedException refused) {
            return Form.of(sql);
        }
    }

    @Test
    void oneSeedGivesTheSameQueriesAgain() {
        assertThat(texts(7))
                .isEqualTo(texts(7))
                .hasSizeGreaterThanOrEqualTo(300)
                .isNotEqualTo(texts(8));
        assertThat(HostileRecords.of(7)).isEqualTo(HostileRecords.of(7));
    }

    private Set<String> texts(long seed) {
        return GeneratedQueries.of(seed, QUERIES, dialect).stream()
                .map(query -> query.form().sql())
                .collect(Collectors.toSet());
    }

    /** A construct that is always refused, or never written, would be compared with nothing. */
    @Test
    void everyConstructIsPassed() {
        seeds().forEach(seed -> {
            Set<String> written = new HashSet<>();
            Map<String, Long> passed = GeneratedQueries.of(seed, QUERIES, dialect).stream()
                    .peek(query -> written.addAll(query.constructs().keySet()))
                    .filter(query -> passes(query.form().sql()))
                    .flatMap(query -> query.constructs().keySet().stream())
                    .collect(Collectors.groupingBy(construct -> construct, Collectors.counting()));

            assertThat(written)
                    .as("seed " + seed)
                    .hasSizeGreaterThanOrEqualTo(35)
                    .containsAll(own());
            assertThat(written)
                    .as("seed " + seed)
                    .allSatisfy(construct -> assertThat(passed)
                            .as(construct)
                            .hasEntrySatisfying(
                                    construct, times -> assertThat(times).isGreaterThan(LEAST_OF_EACH)));
        });
    }

    /** Returns what is to be written because the database has it, or in its own words. */
    private Set<String> own() {
        return dialect == SqlDialect.POSTGRESQL
                ? Set.of("NATURAL", "USING", "LATERAL", "DISTINCT ON", "ROLLUP", "CUBE", "GROUPING SETS", "join full")
                : Set.of("NATURAL", "USING", "FILTER", "a list");
    }

    private boolean passes(String sql) {
        try {
            StatementAnalyzer.analyze(sql, dialect, Records.catalog());
            return true;
        } catch (CpniStatementRefusedException refused) {
            return false;
        }
    }

    /** If the gate were not there, most of these queries would tell. */
    @Test
    void withoutTheGateTheyTellAboutHiddenRows() {
        long seed = seeds().findFirst().orElseThrow();
        Map<String, List<List<Object>>> records = HostileRecords.of(seed);
        List<Generated> queries = List.copyOf(GeneratedQueries.of(seed, QUERIES, dialect));
        carrier.load(records);
        byHand.load(new SeenByHand(carrier, Staff.regionalAgent(), records).masked());

        long telling = IntStream.range(0, queries.size())
                .mapToObj(queries::get)
                .filter(query -> !same(
                        query,
                        Outcome.of(carrier.raw(), null, query.form()),
                        Outcome.of(byHand.raw(), null, query.form())))
                .count();

        assertThat(telling).isGreaterThan(queries.size() / 3);
    }
}
