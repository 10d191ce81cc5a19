package io.cpni.report;

/**
 * The yearly certificate that an officer of the carrier signs (64.2009(e)).
 *
 * @param year the calendar year it covers, from 1996 to 2199; it is filed in the year after
 */
public record OfficerCertificate(int year) implements Matter {

    private static final int FIRST_YEAR = 1996;
    private static final int LAST_YEAR = 2199;

    /** Checks the year. */
    public OfficerCertificate {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "year of a certificate must be " + FIRST_YEAR + " to " + LAST_YEAR + ", not " + year);
        }
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.certificate(this);
    }
}
