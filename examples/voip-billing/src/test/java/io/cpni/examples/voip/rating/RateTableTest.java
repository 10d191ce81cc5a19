package io.cpni.examples.voip.rating;

import static io.cpni.examples.voip.rating.Tariffs.destination;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RateTableTest {

    private static final Rounding ROUNDING = new Rounding(RoundingMethod.UP, 4);
    private static final Rate RATE = Rate.perUnit("R", BigDecimal.ONE, Duration.ofMinutes(1), Duration.ofMinutes(1));

    @Test
    void theLongestPrefixWins() {
        RateTable table = RateTable.of(List.of(
                destination("DST_US", RATE, ROUNDING, "1"),
                destination("DST_DOMINICAN_REPUBLIC", RATE, ROUNDING, "1809", "1829", "1849"),
                destination("DST_TOLL_FREE", RATE, ROUNDING, "1800", "1888")));

        assertThat(found(table, "12125550101")).contains("DST_US by 1");
        assertThat(found(table, "18095550101")).contains("DST_DOMINICAN_REPUBLIC by 1809");
        assertThat(found(table, "18005550199")).contains("DST_TOLL_FREE by 1800");
        assertThat(found(table, "1")).contains("DST_US by 1");
        assertThat(found(table, "442079460000")).isEmpty();
        assertThat(found(table, "")).isEmpty();
    }

    @Test
    void theEmptyPrefixTakesTheRest() {
        RateTable table = RateTable.of(List.of(
                destination(RatedDestination.ANY, RATE, ROUNDING, ""), destination("DST_UK", RATE, ROUNDING, "44")));

        assertThat(found(table, "442079460000")).contains("DST_UK by 44");
        assertThat(found(table, "4930")).contains("*any by ");
    }

    @Test
    void onePrefixTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateTable.of(
                        List.of(destination("A", RATE, ROUNDING, "44"), destination("B", RATE, ROUNDING, "44"))))
                .withMessage("prefix '44' belongs to both A and B");
    }

    @Test
    void lettersAreRefusedWithoutRepeatingThem() {
        RateTable table = RateTable.of(List.of(destination("A", RATE, ROUNDING, "44")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.find("44client1"))
                .withMessage("digits must hold only 0 to 9");
    }

    @Test
    void tenThousandPrefixesAnswerAsAPlainSearchDoes() {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, RatedDestination> byPrefix = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            String prefix = Integer.toString(1 + random.nextInt(999_999)).substring(0, 1)
                    + Integer.toString(random.nextInt(99_999));
            byPrefix.put(prefix, destination("D" + i, RATE, ROUNDING, prefix));
        }
        RateTable table = RateTable.of(byPrefix.values());

        for (int i = 0; i < 20_000; i++) {
            String number = Long.toString(1_000_000_000L + random.nextLong(9_000_000_000L));
            Optional<String> expected = Optional.empty();
            for (int length = number.length(); length > 0 && expected.isEmpty(); length--) {
                String prefix = number.substring(0, length);
                expected = Optional.ofNullable(byPrefix.get(prefix))
                        .map(destination -> destination.destinationId() + " by " + prefix);
            }
            assertThat(found(table, number)).isEqualTo(expected);
        }
    }

    @Test
    void destinationsKeepPrefixesSortedWithoutDoubles() {
        RatedDestination destination =
                new RatedDestination("D", new ArrayList<>(List.of("2", "1", "2")), RATE, ROUNDING, null);

        assertThat(destination.prefixes()).containsExactly("1", "2");
    }

    private static Optional<String> found(RateTable table, String digits) {
        return table.find(digits).map(match -> match.destination().destinationId() + " by " + match.prefix());
    }
}
