package io.cpni.examples.voip.demo;

import java.util.Locale;

/**
 * Draws far-end numbers that cannot be anybody's: 555-01xx in area codes where the carrier has no customers, the drama
 * ranges of Ofcom (UK), Bundesnetzagentur (Germany), ARCEP (France), ACMA (Australia) and PTS (Sweden), and, where a
 * country has none (Mexico, India), libphonenumber's published example numbers.
 */
final class FarEnds {

    /** Is the one toll-free number the numbering plan keeps for fiction. */
    static final String TOLL_FREE = "+18005550199";

    private FarEnds() {}

    /** Draws a number an account may call. */
    static String called(DemoRandom random) {
        int draw = random.between(1, 1000);
        if (draw <= 60) {
            return TOLL_FREE;
        }
        return anywhere(draw, random);
    }

    /** Draws a number an account may be called from; nobody calls from a toll-free number. */
    static String calling(DemoRandom random) {
        return anywhere(random.between(61, 1000), random);
    }

    private static String anywhere(int draw, DemoRandom random) {
        if (draw <= 780) {
            return northAmerican(random.pick(AreaCodes.ELSEWHERE).code(), random);
        }
        if (draw <= 830) {
            return northAmerican(random.pick(AreaCodes.CANADA).code(), random);
        }
        if (draw <= 845) {
            return northAmerican(random.percent(50) ? "809" : "876", random);
        }
        if (draw <= 885) {
            return random.percent(50) ? "+522001234567" : "+522221234567";
        }
        if (draw <= 925) {
            return digits(random.percent(60) ? "+44207946%04d" : "+44161496%04d", random.between(0, 999));
        }
        if (draw <= 955) {
            return random.percent(50) ? "+917410410123" : "+918123456789";
        }
        if (draw <= 977) {
            return random.percent(70)
                    ? digits("+493023125%03d", random.between(0, 999))
                    : digits("+4917139200%02d", random.between(0, 99));
        }
        if (draw <= 987) {
            return digits("+33199%06d", random.between(0, 9_999));
        }
        if (draw <= 995) {
            return digits("+6125550%04d", random.between(0, 9_999));
        }
        return digits("+46846500%03d", random.between(400, 499));
    }

    private static String northAmerican(String areaCode, DemoRandom random) {
        return FictionalNumbers.of(areaCode, random.between(0, 99));
    }

    private static String digits(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }
}
