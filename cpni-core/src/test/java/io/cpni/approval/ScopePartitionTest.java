package io.cpni.approval;

import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.click;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.letter;
import static io.cpni.approval.Histories.optInPage;
import static io.cpni.approval.Histories.optOut;
import static io.cpni.approval.Histories.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Regulation("64.2008(c)(2)")
class ScopePartitionTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void atMostOneCellCoversAUseAndItsIntervalsAreThoseOfTheUse(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            ApprovalTimeline timeline = ApprovalTimeline.of(RandomScopes.history(random));
            Map<ScopeCell, List<ApprovalInterval>> cells = timeline.cells();
            for (int j = 0; j < 50; j++) {
                ApprovalAsk ask = RandomScopes.ask(random);
                List<List<ApprovalInterval>> found = cells.entrySet().stream()
                        .filter(cell -> cell.getKey().covers(ask))
                        .map(Map.Entry::getValue)
                        .toList();

                assertThat(found).hasSizeLessThanOrEqualTo(1);
                assertThat(found.isEmpty() ? List.of() : found.get(0)).isEqualTo(timeline.intervals(ask));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStateIsTheOneDerivedFromWhatWasKnownThen(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            ApprovalTimeline timeline = ApprovalTimeline.of(RandomScopes.history(random));
            for (int j = 0; j < 50; j++) {
                ApprovalAsk ask = RandomScopes.ask(random);
                Instant instant = RandomScopes.instant(random);

                assertThat(timeline.stateAt(ask, instant)).isEqualTo(timeline.stateAt(ask, instant, instant));
            }
        }
    }

    @Test
    void cellsWithoutIntervalsAreLeftOut() {
        assertThat(ApprovalTimeline.of(
                                List.of(optInPage("n1", "2026-05-05T12:00").build()))
                        .cells())
                .isEmpty();
    }

    @Test
    void anOrdinaryCustomerHasOneCell() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2022-05-05T12:00").build(),
                letter("n2", "2024-05-05T12:00").build(),
                email("n3", "2026-05-05T12:00").build()));

        assertThat(timeline.cells())
                .containsOnlyKeys(new ScopeCell(ApprovalScope.everything().asNotice(), Set.of()));
    }

    @Test
    void aScopeThatMakesNoDifferenceMakesNoCell() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                optOut("2026-05-01T12:00"),
                email("n1", "2026-05-05T12:00").build(),
                email("n2", "2026-06-05T12:00").scope(to(RecipientKind.AGENT)).build()));

        assertThat(timeline.cells()).containsOnlyKeys(new ScopeCell(ApprovalScope.everything(), Set.of()));
    }

    @Test
    void scopesThatMeetNowhereMakeNoCombinations() {
        List<ApprovalEvent> events = new ArrayList<>(List.of(optOut("2026-01-01T12:00")));
        IntStream.range(0, 20).forEach(i -> {
            events.add(optInPage("n" + i, "2026-05-05T12:00")
                    .scope(to(RecipientKind.THIRD, "Partner " + i))
                    .build());
            events.add(click("n" + i, "2026-05-05T12:" + (10 + i)));
        });

        Map<ScopeCell, List<ApprovalInterval>> cells =
                ApprovalTimeline.of(events).cells();

        assertThat(cells).hasSize(21);
        assertThat(cells.keySet())
                .filteredOn(cell -> !cell.within().entities().isEmpty())
                .hasSize(20)
                .allMatch(cell -> cell.except().isEmpty());
    }

    @Test
    void manyPartnersAreDividedInNoTime() {
        List<ApprovalEvent> events = new ArrayList<>(List.of(optOut("2026-01-01T12:00")));
        IntStream.range(0, 40).forEach(i -> {
            events.add(optInPage("n" + i, "2026-05-05T12:00")
                    .scope(to(RecipientKind.values()[1 + i % 6], "Partner " + i % 13))
                    .build());
            events.add(click("n" + i, "2026-05-05T12:" + (10 + i)));
        });
        long start = System.nanoTime();

        ApprovalTimeline.of(events).cells();

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void aRefusalForSomeDividesTheNoticeInTwo() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2026-05-05T12:00").build(),
                optOut("2026-07-01T12:00", to(RecipientKind.AFF_COMM, RecipientKind.AFF_OTHER))));

        // For all others, for affiliates, and for affiliates where the notice says nothing: location, crash alerts.
        assertThat(timeline.cells()).hasSize(3);
        assertThat(timeline.stateAt(Histories.ask(RecipientKind.AFF_COMM, "Delta Net"), at("2026-07-01T12:00")))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }
}
