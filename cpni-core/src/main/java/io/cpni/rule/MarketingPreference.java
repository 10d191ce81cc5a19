package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/** R-SEED-OPT: the customer refused marketing contact, or sharing with partners. Binds for data that is no CPNI too. */
final class MarketingPreference extends Paragraph implements Rule.Ban {

    MarketingPreference() {
        super("R-SEED-OPT", "carrier's privacy promises of 2003 and 2018");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        Purpose purpose = facts.purpose();
        if (Uses.isMarketingOrOneTime(purpose)
                && facts.contact().filter(Contact::isOutbound).isPresent()
                && facts.flag(CustomerFlag.NO_MARKETING_CONTACT)) {
            return Optional.of(because("the customer's consent to marketing contact"));
        }
        return (purpose.isMarketing() || purpose == Purpose.ANALYTICS)
                        && facts.category() != DataCategory.AGGREGATE
                        && Uses.isPartner(facts.recipient().kind())
                        && facts.flag(CustomerFlag.NO_PARTNER_SHARING)
                ? Optional.of(because("the customer's consent to sharing with partners"))
                : Optional.empty();
    }
}
