package io.cpni.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalScopeTest {

    private static final List<String> ODD_NAMES = List.of(
            "*", "A,B", "A", "B", "A;purposes=*", "\\", "\\,", "=", " A", "Überland Net", "\u2028x", "except A");

    @Test
    void theCanonicalTextReadsLikeThis() {
        ApprovalScope scope = new ApprovalScope(
                Optional.of(Set.of(RecipientKind.THIRD, RecipientKind.AGENT)),
                Optional.of(Set.of("Acme; Sons", "*")),
                Optional.of(Set.of(Purpose.MARKET)),
                Optional.empty());

        assertThat(scope.canonical())
                .isEqualTo("recipients=AGENT,THIRD;entities=Acme\\; Sons,\\*;purposes=MARKET;categories=*");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theCanonicalTextLeadsBackToTheScopeWhateverTheNames(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            ApprovalScope scope = RandomScopes.scope(random, ODD_NAMES);
            ScopeCell cell = new ScopeCell(scope, Set.copyOf(List.of(RandomScopes.scope(random, ODD_NAMES), scope)));

            assertThat(ApprovalScope.parse(scope.canonical())).isEqualTo(scope);
            assertThat(ScopeCell.parse(cell.canonical())).isEqualTo(cell);
        }
    }

    @Test
    void differentScopesHaveDifferentTexts() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            ApprovalScope one = RandomScopes.scope(random, ODD_NAMES);
            ApprovalScope other = RandomScopes.scope(random, ODD_NAMES);

            assertThat(one.canonical().equals(other.canonical())).isEqualTo(one.equals(other));
        }
    }

    @Test
    void anEntityNamedLikeTheSignForAllIsNotAll() {
        assertThat(Histories.to(RecipientKind.AGENT, "*").canonical())
                .isNotEqualTo(Histories.to(RecipientKind.AGENT).canonical());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "recipients=*",
                "recipients=*;entities=*;categories=*;purposes=*",
                "recipients=NOBODY;entities=*;purposes=*;categories=*",
                "recipients=*;entities=*;purposes=*;categories=*;more=*",
                "recipients=*;entities=A,;purposes=*;categories=*"
            })
    void anotherTextIsRefused(String text) {
        assertThatThrownBy(() -> ApprovalScope.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intersectionCoversWhatBothCover() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            ApprovalScope one = RandomScopes.scope(random, RandomScopes.NAMES);
            ApprovalScope other = RandomScopes.scope(random, RandomScopes.NAMES);
            ApprovalScope both = one.intersect(other);
            for (int j = 0; j < 100; j++) {
                ApprovalAsk ask = RandomScopes.ask(random);
                assertThat(both.covers(ask)).isEqualTo(one.covers(ask) && other.covers(ask));
            }
        }
    }

    @Test
    void aNoticeCoversLocationOnlyWhereItListsIt() {
        assertThat(ApprovalScope.everything().asNotice().categories())
                .hasValueSatisfying(categories -> assertThat(categories)
                        .doesNotContain(DataCategory.LOCATION, DataCategory.CRASH_ALERT)
                        .hasSize(DataCategory.values().length - 2));
        assertThat(Histories.of(DataCategory.LOCATION).asNotice()).isEqualTo(Histories.of(DataCategory.LOCATION));
    }
}
