package io.cpni.sql;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Lets Jazzer look for a statement that is neither refused nor guarded. CONTRIBUTING.md says how to run it;
 * {@link GateMutationTest} is the short run of every build.
 */
@Tag("fuzz")
class GateFuzzTest {

    private static final RewriteProperties H2 = new RewriteProperties(SqlDialect.H2);
    private static final RewriteProperties POSTGRES = new RewriteProperties(SqlDialect.POSTGRESQL);
    private static final List<List<String>> H2_CORPUS = MutatedStatements.corpus(SqlDialect.H2);
    private static final List<List<String>> POSTGRES_CORPUS = MutatedStatements.corpus(SqlDialect.POSTGRESQL);

    /** Any text at all. */
    @FuzzTest(maxDuration = "10m")
    void anyTextIsRefusedOrGuarded(FuzzedDataProvider data) {
        String sql = data.consumeRemainingAsString();
        H2.check(sql);
        POSTGRES.check(sql);
    }

    /** Statements of the tests, changed as Jazzer wants it. */
    @FuzzTest(maxDuration = "10m")
    void changedStatementsAreRefusedOrGuarded(FuzzedDataProvider data) {
        Choices choices = bound -> data.consumeInt(0, bound - 1);
        boolean h2 = data.consumeBoolean();
        String sql = new MutatedStatements(choices, h2 ? H2_CORPUS : POSTGRES_CORPUS).next();
        (h2 ? H2 : POSTGRES).check(sql);
    }
}
