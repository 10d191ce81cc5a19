package io.cpni.examples.voip.demo;

import java.util.ArrayList;
import java.util.List;

/** Keeps whom an account talks to again and again; that is what makes call detail worth guarding. */
final class Contacts {

    private static final int USUAL_PERCENT = 70;

    private final List<String> usual = new ArrayList<>();

    Contacts(DemoRandom random) {
        int howMany = random.between(4, 12);
        for (int i = 0; i < howMany; i++) {
            usual.add(FarEnds.calling(random));
        }
    }

    /** Draws whom the account calls. */
    String called(DemoRandom random) {
        return random.percent(USUAL_PERCENT) ? random.pick(usual) : FarEnds.called(random);
    }

    /** Draws who calls the account. */
    String calling(DemoRandom random) {
        return random.percent(USUAL_PERCENT) ? random.pick(usual) : FarEnds.calling(random);
    }
}
