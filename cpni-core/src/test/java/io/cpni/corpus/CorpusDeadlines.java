package io.cpni.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.report.AgencyHold;
import io.cpni.report.Breach;
import io.cpni.report.BusinessCalendar;
import io.cpni.report.CaliforniaRequest;
import io.cpni.report.CustomerAccessRequest;
import io.cpni.report.Deadline;
import io.cpni.report.Deadlines;
import io.cpni.report.DoNotCallRequest;
import io.cpni.report.Matter;
import io.cpni.report.OfficerCertificate;
import io.cpni.report.OptOutFailure;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Puts the question of a case about deadlines to the library. */
final class CorpusDeadlines {

    private CorpusDeadlines() {}

    static void check(DeadlineCase one) {
        Deadlines deadlines = Deadlines.under(
                one.config().breachRegime(),
                BusinessCalendar.closedOn(one.config().closedDays()));
        Matter matter = matter(one.matter(), one.customer());

        // A case has room for one time for each duty; where there are two, it is the last day.
        Map<String, String> due = new TreeMap<>();
        for (Deadline deadline : deadlines.dueFor(matter)) {
            due.merge(
                    deadline.duty().name(),
                    deadline.map(by -> "by " + by.lastDay(), first -> "notBefore " + first.first()),
                    (a, b) -> a.startsWith("by ") ? a : b);
        }
        Map<String, String> expected = new TreeMap<>();
        one.expect()
                .due()
                .forEach(each -> expected.put(
                        each.duty().name(),
                        each.by()
                                .map(day -> "by " + day)
                                .orElseGet(() -> "notBefore " + each.notBefore().orElseThrow())));
        assertThat(due).isEqualTo(expected);
        assertThat(one.acceptedRules()).contains(deadlines.ruleFor(matter).id());
    }

    private static Matter matter(CorpusMatter matter, CorpusCustomer customer) {
        return switch (matter.type()) {
            case BREACH -> breach(matter);
            case OPT_OUT_FAILURE -> new OptOutFailure(at(matter));
            case CERTIFICATE -> new OfficerCertificate(matter.year().orElseThrow());
            case CA_REQUEST ->
                new CaliforniaRequest(
                        at(matter),
                        customer.zone(),
                        customer.kind() == CorpusCustomer.Kind.RESIDENTIAL
                                && customer.state().filter("CA"::equals).isPresent(),
                        matter.designatedAddress());
            case ACCESS_REQUEST -> new CustomerAccessRequest(at(matter), customer.zone());
            case DO_NOT_CALL -> new DoNotCallRequest(at(matter));
        };
    }

    private static Breach breach(CorpusMatter matter) {
        Breach.Builder breach = Breach.determinedAt(at(matter))
                .intentional(matter.intentional())
                .harmLikely(matter.harmLikely())
                .urgent(matter.urgent());
        if (matter.affected() != CorpusMatter.MANY) {
            breach.affected(matter.affected());
        }
        matter.toldAt().ifPresent(breach::toldAt);
        matter.consultedAt().ifPresent(breach::consultedAt);
        matter.hold().ifPresent(hold -> breach.hold(hold(hold)));
        return breach.build();
    }

    /** A hold of more than thirty days can only be one that was extended in writing. */
    private static AgencyHold hold(CorpusMatter.Hold hold) {
        int first = Math.min(hold.days(), AgencyHold.LONGEST_FIRST_DAYS);
        return new AgencyHold(hold.at(), first, hold.days() - first);
    }

    private static Instant at(CorpusMatter matter) {
        return matter.at().orElseThrow();
    }
}
