package io.cpni.examples.voip.demo;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Hands out NPA-555-0100 to 0199, each once; the numbering plan keeps them for fiction. */
final class FictionalNumbers {

    private static final int PER_AREA_CODE = 100;

    /** Has no factor in common with 100, so that stepping by it visits all hundred numbers before repeating one. */
    private static final int STEP = 37;

    private final Map<String, Integer> taken = new HashMap<>();

    /**
     * Takes a number of an area code.
     *
     * @throws IllegalStateException if all its hundred numbers are taken
     */
    String take(String areaCode) {
        int count = taken.merge(areaCode, 1, Integer::sum);
        if (count > PER_AREA_CODE) {
            throw new IllegalStateException("area code " + areaCode + " has no fictional number left");
        }
        return of(areaCode, count * STEP % PER_AREA_CODE);
    }

    /** Forms a number without taking it. */
    static String of(String areaCode, int lastTwo) {
        return String.format(Locale.ROOT, "+1%s55501%02d", areaCode, lastTwo);
    }
}
