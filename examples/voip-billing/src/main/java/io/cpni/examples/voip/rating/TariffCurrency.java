package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * States what the bare numbers of a tariff file are worth: CGRateS files never say whether {@code 22} is dollars or
 * cents.
 *
 * @param currency the currency charges come out in
 * @param divisor how many of the file's units make one of the currency: 1 for dollars, 100 for cents; a power of ten,
 *     so that no price is rounded by reading it
 */
public record TariffCurrency(Currency currency, int divisor) {

    public TariffCurrency {
        Objects.requireNonNull(currency, "currency");
        if (divisor < 1 || !isPowerOfTen(divisor)) {
            throw new IllegalArgumentException("divisor must be a power of ten (1, 10, 100, ...): " + divisor);
        }
    }

    /** Takes the file's numbers as the currency's main unit, dollars for USD. */
    public static TariffCurrency mainUnit(String currencyCode) {
        return new TariffCurrency(Currency.getInstance(currencyCode), 1);
    }

    /** Takes the file's numbers as hundredths of the currency's main unit, cents for USD. */
    public static TariffCurrency hundredths(String currencyCode) {
        return new TariffCurrency(Currency.getInstance(currencyCode), 100);
    }

    /** Converts an amount of the file to the currency's main unit, exactly. */
    BigDecimal toMainUnit(BigDecimal fileAmount) {
        return fileAmount.movePointLeft(decimalShift());
    }

    /** Counts how many places the decimal point moves from the file's unit to the main unit. */
    int decimalShift() {
        return Integer.toString(divisor).length() - 1;
    }

    private static boolean isPowerOfTen(int value) {
        int rest = value;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
