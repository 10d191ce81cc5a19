package io.cpni.examples.voip.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpni.examples.voip.SharedData;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads a published CGRateS tariff where it lies; skipped where it does not. */
class RealTariffTest {

    private static Path folder = Path.of("");

    @BeforeAll
    static void findTheFiles() {
        folder = SharedData.folder().resolve("cgrates-tutorial-nickvs");
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
    }

    @Test
    void theTutorialTariffLoads() {
        Tariff tariff = new CgratesTariffLoader(TariffCurrency.hundredths("AUD")).load(folder);

        assertThat(tariff.plans().keySet())
                .containsExactlyInAnyOrder(
                        "RP_AUS",
                        "RP_1001",
                        "RP_1002",
                        "RP_1002_LOW",
                        "RP_1003",
                        "RP_3004",
                        "RP_AUS_Fixed",
                        "RP_SMS",
                        "RP_MMS");
    }

    @Test
    void australianCallsAreChargedByPrefixAndCutAtTheCap() {
        Rater rater = new CgratesTariffLoader(TariffCurrency.hundredths("AUD"))
                .load(folder)
                .rater("RP_AUS");

        // 22 cents a minute, cap 0.12 cents (sic): 12/2200 of a minute is 0.33 s, so one second reaches it.
        Charge mobile = charge(rater, "61412345678", 90);
        assertThat(mobile.destinationId()).isEqualTo("DST_AUS_Mobile");
        assertThat(mobile.matchedPrefix()).isEqualTo("614");
        assertThat(mobile.amount()).isEqualByComparingTo("0.0012");
        assertThat(mobile.billed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(mobile.capped()).isTrue();

        assertThat(charge(rater, "611300123456", 60).destinationId()).isEqualTo("DST_AUS_Toll_Free");
        assertThat(rater.rate(new CallUsage("611234567", true, Duration.ofSeconds(60))))
                .isEqualTo(new Unrated(Unrated.Reason.UNKNOWN_DESTINATION));
    }

    @Test
    void theSlabsOfOneRateAreReadFromTwoRows() {
        // RT_20CNT: 0.4 to connect, 0.2 for the first minute, then 0.1 a minute by the second; here in main units.
        Rater rater = new CgratesTariffLoader(TariffCurrency.mainUnit("USD"))
                .load(folder)
                .rater("RP_1002");

        Charge charge = charge(rater, "1001", 95);

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.6584"));
        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(95));
    }

    @Test
    void theFilesMixedUnitsAreWarnedOf() {
        Tariff tariff = new CgratesTariffLoader(TariffCurrency.hundredths("AUD")).load(folder);

        assertThat(tariff.warnings())
                .extracting(TariffProblem::message)
                .contains(
                        "DR_AUS_Fixed: the cap of a call is below its connect fee; are both in one unit?",
                        "rate RT_40CNT is used by no destination");
        assertThat(tariff.warnings())
                .filteredOn(w -> w.message().endsWith("used by no destination"))
                .hasSize(4);
    }

    private static Charge charge(Rater rater, String number, long seconds) {
        RatingResult result = rater.rate(new CallUsage(number, true, Duration.ofSeconds(seconds)));
        assertThat(result).isInstanceOf(Rated.class);
        return ((Rated) result).charge();
    }
}
