package io.cpni.examples.voip.demo;

import io.cpni.examples.voip.rating.CgratesTariffLoader;
import io.cpni.examples.voip.rating.Tariff;
import io.cpni.examples.voip.rating.TariffCurrency;
import io.cpni.examples.voip.rating.TariffSource;

/**
 * Loads the demo carrier's tariff: CGRateS-style files in {@code /demo/tariffs} on the class path, in US cents.
 *
 * <p>It covers North America with toll-free numbers, and a dozen countries. Sweden is left out on purpose: a few of the
 * demo's calls go there and come back unrated, as happens to carriers.
 */
public final class DemoTariffs {

    /** The rating plan of households: whole minutes abroad, six-second steps at home. */
    public static final String RESIDENTIAL_PLAN = "RP_RESIDENTIAL";

    /** The rating plan of firms: cheaper, 30 seconds first and six-second steps after. */
    public static final String BUSINESS_PLAN = "RP_BUSINESS";

    private DemoTariffs() {}

    /** Loads the tariff. */
    public static Tariff load() {
        return new CgratesTariffLoader(TariffCurrency.hundredths("USD"))
                .load(TariffSource.resources(DemoTariffs.class, "/demo/tariffs"));
    }
}
