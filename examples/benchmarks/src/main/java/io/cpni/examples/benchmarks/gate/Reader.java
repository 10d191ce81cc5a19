package io.cpni.examples.benchmarks.gate;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Names who uses the records, and for what. */
public enum Reader {
    /** The help desk sees every record, telephone numbers masked: no condition on rows. */
    HELP_DESK("help desk: all rows, numbers masked"),
    /** Marketing offers what customers do not take yet: it sees the records of those who agreed. */
    MARKETING("marketing: rows of customers who agreed"),
    /** Mediation takes in the records of the switches. */
    MEDIATION("mediation: takes records in");

    private static final Set<DataCategory> RECORDS =
            Set.of(DataCategory.CALL_DETAIL, DataCategory.SUBSCRIPTION, DataCategory.IDENTITY);
    private static final Instant TRAINED_UNTIL = Instant.parse("2027-06-30T00:00:00Z");

    private final String title;

    Reader(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    AccessContext context() {
        Accessor accessor = Accessor.staff(name().toLowerCase(java.util.Locale.ROOT), Set.of(name()), TRAINED_UNTIL);
        return switch (this) {
            case HELP_DESK ->
                AccessContext.of(accessor, Purpose.PROVIDE_SERVICE).build();
            case MARKETING ->
                AccessContext.of(accessor, Purpose.MARKET)
                        .offer(Offer.of(OfferPart.INTERNET_ACCESS))
                        .build();
            case MEDIATION -> AccessContext.of(accessor, Purpose.BILL_COLLECT).build();
        };
    }

    /** Returns an engine with all rules of the law and a grant for each. */
    static DecisionEngine engine() {
        return new DecisionEngine(
                FccRules.current(),
                Grants.of(List.of(
                        grant(HELP_DESK, Purpose.PROVIDE_SERVICE, Operation.READ, Set.of(MaskStyle.TELEPHONE_NUMBER)),
                        grant(MARKETING, Purpose.MARKET, Operation.READ, Set.of()),
                        grant(MEDIATION, Purpose.BILL_COLLECT, Operation.INSERT, Set.of()))),
                CarrierSettings.voip());
    }

    private static Grant grant(Reader reader, Purpose purpose, Operation operation, Set<MaskStyle> masks) {
        return new Grant(reader.name(), Set.of(purpose), RECORDS, Set.of(operation), GrantScope.ALL, masks);
    }
}
