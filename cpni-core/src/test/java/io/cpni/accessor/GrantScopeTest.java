package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantScopeTest {

    @Test
    void namesAreTheSameHoweverConfigurationWritesThem() {
        assertThat(GrantScope.of("own-region")).isEqualTo(new GrantScope("OWN_REGION"));
        assertThat(GrantScope.of("assigned")).isEqualTo(GrantScope.ASSIGNED);
        assertThat(GrantScope.of("All")).isEqualTo(GrantScope.ALL);
    }

    @Test
    void onlyFourAreBuiltIn() {
        assertThat(GrantScope.builtIn())
                .containsExactlyInAnyOrder(GrantScope.ALL, GrantScope.ASSIGNED, GrantScope.OWN, GrantScope.BREAK_GLASS)
                .allMatch(GrantScope::isBuiltIn);
        assertThat(GrantScope.of("region").isBuiltIn()).isFalse();
    }

    @Test
    void aNameIsALetterAndMoreLettersDigitsAndHyphens() {
        for (String wrong : List.of("", " ", "1st", "re gion", "r;", "r'", "x".repeat(33))) {
            assertThatThrownBy(() -> GrantScope.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(GrantScope.of("x".repeat(32)).name()).hasSize(32);
    }

    @Test
    void aCustomScopeTakesNoBuiltInNameAndARelationByItsPlainName() {
        try (TestDatabase database = TestDatabase.emptyH2()) {
            assertThatThrownBy(() -> new JdbcCustomScope(
                            GrantScope.ALL, "region", database.dataSource(), CustomerKeyType.BIGINT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ALL");
            assertThatThrownBy(() -> new JdbcCustomScope(
                            GrantScope.of("region"), "region; --", database.dataSource(), CustomerKeyType.BIGINT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("REGION");
        }
    }
}
