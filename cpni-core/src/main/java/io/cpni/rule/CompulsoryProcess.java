package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/**
 * R-LAW-1: process or a statute compels, counsel has validated it, and the data lies within its terms. Location too.
 */
final class CompulsoryProcess extends Paragraph implements Rule.Row {

    CompulsoryProcess() {
        super("R-LAW-1", "47 U.S.C. 222(c)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.LEGAL
                        && Categories.isCpniWithLocation(facts.category())
                        && facts.grounds(Grounds.LegalProcess.class)
                                .filter(process -> compels(process, facts))
                                .isPresent()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE, Obligation.Kind.LEGAL_REVIEW)
                : Verdict.silent();
    }

    private static boolean compels(Grounds.LegalProcess process, Facts facts) {
        return process.compulsory()
                && process.validated()
                && process.reaches(facts.category())
                && facts.ofSubject()
                && facts.within(process.from(), process.until());
    }
}
