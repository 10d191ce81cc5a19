package io.cpni.examples.voip.rating;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads a tariff from CGRateS-style CSV files: {@code Destinations.csv}, {@code Rates.csv},
 * {@code DestinationRates.csv}, {@code RatingPlans.csv}.
 *
 * <p>Columns go by position. Lines that begin with {@code #} (the header) and blank lines are skipped. A rate id on
 * several rows is one rate with slabs; its connect fee is that of the row that begins at {@code 0s}. A bare number
 * where a duration belongs means seconds. Prefixes come without a plus; one is dropped if it is there. Where two rows
 * of a plan claim one prefix, the greater weight wins. Timing tags other than {@code *any} (or none) are refused, not
 * ignored: a price of the wrong hour is a wrong price.
 *
 * <p>All problems are collected before anything is refused, each with file, line and id: broken rows, references that
 * lead nowhere, prefixes claimed twice at one weight.
 */
public final class CgratesTariffLoader {

    private final TariffCurrency currency;

    /**
     * Creates a loader.
     *
     * @param currency what the numbers in the files are worth
     */
    public CgratesTariffLoader(TariffCurrency currency) {
        this.currency = Objects.requireNonNull(currency, "currency");
    }

    /**
     * Loads the files of a folder.
     *
     * @throws TariffFormatException if they cannot be used
     * @throws UncheckedIOException if reading fails
     */
    public Tariff load(Path folder) {
        return load(TariffSource.folder(folder));
    }

    /**
     * Loads the files a source opens.
     *
     * @throws TariffFormatException if they cannot be used
     * @throws UncheckedIOException if reading fails
     */
    public Tariff load(TariffSource source) {
        List<TariffProblem> problems = new ArrayList<>();
        List<TariffProblem> warnings = new ArrayList<>();

        Map<String, List<String>> destinations =
                DestinationRows.read(TariffFile.DESTINATIONS.read(source, problems), problems);
        RateRows rates = RateRows.read(TariffFile.RATES.read(source, problems), currency, problems, warnings);
        DestinationRateRows destinationRates = DestinationRateRows.read(
                TariffFile.DESTINATION_RATES.read(source, problems), currency, destinations, rates, problems, warnings);
        Map<String, RateTable> plans =
                RatingPlanRows.read(TariffFile.RATING_PLANS.read(source, problems), destinationRates, problems);

        if (!problems.isEmpty()) {
            throw new TariffFormatException(problems);
        }
        rates.warnOfUnused(warnings);
        return new Tariff(currency, plans, warnings);
    }
}
