package io.cpni.corpus;

import io.cpni.purpose.ServiceCategory;
import io.cpni.report.BreachRegime;
import java.time.LocalDate;
import java.util.Set;

/**
 * Says how the carrier is set up.
 *
 * @param provides the categories it sells; by default VoIP
 * @param optOutBlocksAllCpniMarketing whether an opt-out also ends marketing that needs no approval; by default it does
 * @param simRules whether the rules for SIM changes are enforced; by default they are
 * @param breachRegime the breach rule in force; by default the old one
 * @param closedDays business days on which FCC headquarters is closed
 */
record CorpusConfig(
        Set<ServiceCategory> provides,
        Boolean optOutBlocksAllCpniMarketing,
        Boolean simRules,
        BreachRegime breachRegime,
        Set<LocalDate> closedDays) {

    CorpusConfig {
        provides = provides == null ? Set.of(ServiceCategory.VOIP) : Set.copyOf(provides);
        if (provides.isEmpty()) {
            throw new IllegalArgumentException("provides is empty");
        }
        optOutBlocksAllCpniMarketing = CorpusChecks.orElse(optOutBlocksAllCpniMarketing, true);
        simRules = CorpusChecks.orElse(simRules, true);
        breachRegime = CorpusChecks.orElse(breachRegime, BreachRegime.OLD);
        closedDays = CorpusChecks.set(closedDays);
    }

    /** Returns the set-up of a case that names none. */
    static CorpusConfig standard() {
        return new CorpusConfig(Set.of(ServiceCategory.VOIP), true, true, BreachRegime.OLD, Set.of());
    }
}
