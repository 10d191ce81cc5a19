package io.cpni.examples.voip.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgratesTariffLoaderTest {

    private static final Map<String, String> SOUND = Map.of(
            "Destinations.csv", "#Id,Prefix\nDST_UK,44\n\n\nDST_UK_MOBILE,447\nDST_UK,+4420",
            "Rates.csv", """
            #Id,ConnectFee,Rate,RateUnit,RateIncrement,GroupIntervalStart
            RT_UK,0,2,60s,1s,60s

            RT_UK,5,10,60s,60s,0s
            RT_UK_MOBILE,0,30,1m,1,0\
            """,
            "DestinationRates.csv", """
            #Id,DestinationId,RatesTag,RoundingMethod,RoundingDecimals,MaxCost,MaxCostStrategy
            DR_UK,DST_UK,RT_UK,*up,2,0,
            DR_UK,DST_UK_MOBILE,RT_UK_MOBILE,*middle,2,900,*free
            """,
            "RatingPlans.csv", "#Id,DestinationRatesId,TimingTag,Weight\nRP,DR_UK,*any,10");

    @Test
    void aTariffInCentsComesOutInDollars() {
        Tariff tariff = load(SOUND);

        RatedDestination uk = destination(tariff, "442079460000");
        assertThat(uk.destinationId()).isEqualTo("DST_UK");
        assertThat(uk.name()).isEqualTo("UK");
        assertThat(uk.prefixes()).containsExactly("44", "4420");
        assertThat(uk.rounding()).isEqualTo(new Rounding(RoundingMethod.UP, 4));
        assertThat(uk.costLimit()).isEmpty();
        assertThat(uk.rate().connectFee()).isEqualByComparingTo("0.05");
        assertThat(uk.rate().slabs())
                .containsExactly(Tariffs.slab("0s", "0.10", "60s", "60s"), Tariffs.slab("60s", "0.02", "60s", "1s"));

        RatedDestination mobile = destination(tariff, "447700900000");
        assertThat(mobile.costLimit()).contains(new CostLimit(new BigDecimal("9.00"), CostLimit.Strategy.FREE));
        assertThat(mobile.rate().slabs()).containsExactly(Tariffs.slab("0s", "0.30", "60s", "1s"));
        assertThat(tariff.warnings()).isEmpty();
    }

    @Test
    void ratersOfOneTariffPriceByTheirPlan() {
        RatingResult result = load(SOUND).rater("RP").rate(new CallUsage("442079460000", true, Duration.ofSeconds(61)));

        // 5 + 10 + 2/60 cents, up to two decimals of a cent: 15.04 cents.
        assertThat(((Rated) result).charge().amount()).isEqualTo(new BigDecimal("0.1504"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(SOUND).rater("RP_NONE"))
                .withMessageContaining("RP_NONE")
                .withMessageContaining("[RP]");
    }

    @Test
    void danglingReferencesAreNamedWithFileLineAndId() {
        assertThat(problems(Map.of(
                        "DestinationRates.csv",
                        "#h\nDR_UK,DST_UK,RT_NONE,*up,2\n\nDR_FR,DST_FR,RT_UK,*up,2",
                        "RatingPlans.csv",
                        "#h\nRP,DR_UK\nRP,DR_NONE,*any,10\n")))
                .containsExactly(
                        "DestinationRates.csv:2: DR_UK refers to rate RT_NONE, which Rates.csv does not define",
                        "DestinationRates.csv:4: DR_FR refers to destination DST_FR, which Destinations.csv does not"
                                + " define",
                        "RatingPlans.csv:3: RP refers to destination rate DR_NONE, which DestinationRates.csv does not"
                                + " define");
    }

    @Test
    void brokenRowsAreNamedTogetherAndDoNotMakeReferencesDangle() {
        assertThat(problems(Map.of(
                        "Destinations.csv",
                        "#h\nDST_UK,44x\nDST_UK_MOBILE\n,44\nDST_UK_MOBILE,447",
                        "Rates.csv",
                        "#h\nRT_UK,x,2,60s,1s,0s\nRT_UK_MOBILE,0,-1,1w,1s,0s\nRT_ZERO,0,1,0s,1s,0s")))
                .containsExactly(
                        "Destinations.csv:3: 2 columns expected, found 1",
                        "Destinations.csv:4: id missing in the first column",
                        "Destinations.csv:2: prefix of DST_UK must be digits: '44x'",
                        "Rates.csv:2: connect fee of RT_UK is no amount: 'x'",
                        "Rates.csv:3: rate of RT_UK_MOBILE is no amount: '-1'",
                        "Rates.csv:3: rate unit of RT_UK_MOBILE is no duration: '1w'",
                        "Rates.csv:4: rate RT_ZERO: unit and increment must be above zero");
    }

    @Test
    void slabsThatDoNotFormARateAreNamed() {
        assertThat(problems(Map.of(
                        "Rates.csv",
                        "#h\nRT_UK,0,2,60s,1s,10s\nRT_UK_MOBILE,0,2,60s,1s,0s\nRT_UK_MOBILE,0,3,60s,1s,0")))
                .containsExactly(
                        "Rates.csv:2: rate RT_UK has no interval that starts at 0s",
                        "Rates.csv:4: rate RT_UK_MOBILE has two intervals that start at 0");
    }

    @Test
    void wordsThatAreNotKnownAreRefused() {
        assertThat(problems(Map.of(
                        "DestinationRates.csv",
                        "#h\nDR_UK,DST_UK,RT_UK,*upwards,x,a,*cut\nDR_UK,DST_UK_MOBILE,RT_UK_MOBILE,*up,2,0,",
                        "RatingPlans.csv",
                        "#h\nRP,DR_UK,PEAK,heavy")))
                .containsExactly(
                        "DestinationRates.csv:2: rounding method of DR_UK is not *up, *down or *middle: '*upwards'",
                        "DestinationRates.csv:2: rounding decimals of DR_UK must be 0 to 9: 'x'",
                        "DestinationRates.csv:2: max cost of DR_UK is no amount: 'a'",
                        "DestinationRates.csv:2: max cost strategy of DR_UK is not *disconnect or *free: '*cut'",
                        "RatingPlans.csv:2: RP has timing PEAK; only *any is supported",
                        "RatingPlans.csv:2: weight of RP is no number: 'heavy'");
    }

    @Test
    void missingAndUnreadableFilesAreNamed() {
        Map<String, String> files = new HashMap<>(SOUND);
        files.remove("Destinations.csv");
        files.put("RatingPlans.csv", "#h\nRP,\"DR_UK\nRP,DR_UK");

        assertThatExceptionOfType(TariffFormatException.class)
                .isThrownBy(() -> load(files))
                .satisfies(e -> assertThat(e.problems())
                        .anySatisfy(p -> assertThat(p.toString()).isEqualTo("Destinations.csv: file not found"))
                        .anySatisfy(p -> assertThat(p.file()).isEqualTo("RatingPlans.csv")))
                .withMessageStartingWith("tariff refused:\nDestinations.csv: file not found\n");
    }

    @Test
    void theHeavierRowWinsAPrefixAndATieIsRefused() {
        Map<String, String> files = new HashMap<>(SOUND);
        files.put(
                "DestinationRates.csv",
                "#h\nDR_CHEAP,DST_UK,RT_UK,*up,2\nDR_DEAR,DST_UK,RT_UK_MOBILE,*up,2\n"
                        + "DR_ALL,*any,RT_UK_MOBILE,*down,0");
        files.put("RatingPlans.csv", "#h\nRP,DR_CHEAP,*any,10\nRP,DR_DEAR,*any,20\nRP,DR_ALL,,");

        assertThat(destination(load(files), "4420").rate().id()).isEqualTo("RT_UK_MOBILE");
        assertThat(destination(load(files), "33").destinationId()).isEqualTo("*any");

        files.put("RatingPlans.csv", "#h\nRP,DR_CHEAP,*any,10\nRP,DR_DEAR,*any,10");
        assertThat(problems(files))
                .containsExactly(
                        "RatingPlans.csv:3: RP prices prefix '44' twice at one weight, by DR_CHEAP (line 2) and"
                                + " DR_DEAR",
                        "RatingPlans.csv:3: RP prices prefix '4420' twice at one weight, by DR_CHEAP (line 2) and"
                                + " DR_DEAR");
    }

    @Test
    void oddButUsableThingsAreWarnings() {
        Map<String, String> files = new HashMap<>(SOUND);
        files.put(
                "Rates.csv",
                "#h\nRT_UK,20,2,60s,1s,0s\nRT_UK,7,2,60s,1s,60s\nRT_UK_MOBILE,0,2,60s,1s,0s\nRT_OLD,0,1,1,1,0");
        files.put(
                "DestinationRates.csv",
                "#h\nDR_UK,DST_UK,RT_UK,*up,2,0.12,*disconnect\nDR_UK,DST_UK_MOBILE,RT_UK_MOBILE,*up,2,3,");

        assertThat(load(files).warnings())
                .extracting(TariffProblem::toString)
                .containsExactly(
                        "Rates.csv:3: rate RT_UK: connect fee of a later interval is not charged, only that of 0s",
                        "DestinationRates.csv:2: DR_UK: the cap of a call is below its connect fee; are both in one"
                                + " unit?",
                        "DestinationRates.csv:3: max cost of DR_UK has no strategy and is not applied",
                        "Rates.csv:5: rate RT_OLD is used by no destination");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreRead() {
        Map<String, String> files = new HashMap<>(SOUND);
        files.replaceAll((name, text) -> "\uFEFF" + text.replace("\n", "\r\n"));

        assertThat(destination(load(files), "4420").rate())
                .isEqualTo(destination(load(SOUND), "4420").rate());
    }

    @ParameterizedTest
    @CsvSource({"60s, PT1M", "1, PT1S", "0, PT0S", "1m30s, PT1M30S", "1.5h, PT1H30M", "300ms, PT0.3S", "1h0m1s, PT1H1S"
    })
    void durationsAreReadAsGoWritesThem(String text, Duration duration) {
        assertThat(TariffDuration.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1 s", "60S", "1m30", "1e3s", "*asap", "9999999999s", "999999999h"})
    void whatIsNoDurationIsNotGuessed(String text) {
        assertThat(TariffDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -10, 20, 101})
    void aDivisorIsAPowerOfTen(int divisor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TariffCurrency(Currency.getInstance("USD"), divisor))
                .withMessageContaining("divisor");
    }

    private static Tariff load(Map<String, String> files) {
        return new CgratesTariffLoader(TariffCurrency.hundredths("USD")).load(Tariffs.files(files));
    }

    private static RatedDestination destination(Tariff tariff, String digits) {
        return tariff.plan("RP").find(digits).orElseThrow().destination();
    }

    /** Loads the sound files with some replaced and returns what is wrong with them. */
    private static List<String> problems(Map<String, String> replaced) {
        Map<String, String> files = new HashMap<>(SOUND);
        files.putAll(replaced);
        try {
            load(files);
            return List.of();
        } catch (TariffFormatException e) {
            assertThat(e).message().hasLineCount(1 + e.problems().size());
            return e.problems().stream().map(TariffProblem::toString).toList();
        }
    }
}
