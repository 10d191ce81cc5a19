package io.cpni.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void statementsEndAtSemicolonsOutsideOfQuotesAndComments() {
        assertThat(SqlScript.split("-- a; b\nSELECT ';' /* '' */; -- it's\nSELECT 'it''s;';\n"))
                .containsExactly("SELECT ';' /* '' */", "SELECT 'it''s;'");
    }

    @Test
    void aScriptThatBreaksOffIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> SqlScript.split("SELECT 1"));
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlScript.statements("io/cpni/db/none.sql", Map.of()))
                .withMessageContaining("io/cpni/db/none.sql");
    }
}
