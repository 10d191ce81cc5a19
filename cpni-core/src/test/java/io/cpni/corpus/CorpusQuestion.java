package io.cpni.corpus;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.CustomerVerification;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DataItem;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts the question of a case about a decision to the library. */
final class CorpusQuestion {

    private static final Instant FAR = Instant.parse("2199-01-01T00:00:00Z");
    private static final String ROLE = "all";

    private final DecisionCase one;
    private final CorpusRequest request;

    CorpusQuestion(DecisionCase one) {
        this.one = one;
        this.request = one.request();
    }

    Decision answer() {
        CorpusConfig config = one.config();
        DecisionEngine engine = new DecisionEngine(
                FccRules.current(),
                Grants.of(request.accessor().needToKnow() ? List.of(everything()) : List.of()),
                new CarrierSettings(
                        config.provides(),
                        config.optOutBlocksAllCpniMarketing(),
                        CarrierSettings.DEFAULT_MINIMUM_AGGREGATE_GROUP,
                        config.simRules()));
        return engine.decide(
                new AccessRequest(
                        context(),
                        Operation.READ,
                        request.data().stream().map(this::item).toList(),
                        request.partialOk()),
                new CorpusFacts(one).at(request.at()),
                request.at());
    }

    private static Grant everything() {
        return new Grant(
                ROLE,
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                EnumSet.allOf(Operation.class),
                GrantScope.ALL,
                Set.of());
    }

    private AccessContext context() {
        Accessor accessor = Accessor.staff(
                request.accessor().id(),
                Set.of(ROLE),
                request.accessor().trainedUntil().orElse(FAR));
        AccessContext.Builder context = AccessContext.of(
                        request.accessor().sales() ? accessor.asSales() : accessor,
                        request.purpose().orElse(Purpose.UNDECLARED))
                .recipient(request.recipient().toRecipient())
                .subject(CorpusFacts.CUSTOMER)
                .verification(new CustomerVerification(
                        request.auth().stream().map(this::method).toList()));
        request.actualPurpose().ifPresent(context::actualPurpose);
        request.needs().ifPresent(needs -> context.needs(needs.toArray(DataCategory[]::new)));
        if (!request.offer().isEmpty()) {
            context.offer(new Offer(request.offer()));
        }
        request.contact().ifPresent(contact -> context.contact(contact.toContact()));
        grounds(context);
        return context.build();
    }

    private void grounds(AccessContext.Builder context) {
        request.change()
                .ifPresent(change -> context.grounds(new Grounds.AccountChange(
                        change.what(),
                        change.atInitiation(),
                        change.newContact(),
                        change.notifyTo(),
                        change.reveals())));
        request.designation()
                .ifPresent(designation -> context.grounds(new Grounds.Designation(
                        designation.form(),
                        designation.by() == CorpusEvent.Signer.CUSTOMER,
                        designation.authenticated(),
                        designation.names())));
        request.legal()
                .ifPresent(legal -> context.grounds(new Grounds.LegalProcess(
                        legal.compulsory(),
                        legal.validated(),
                        legal.expiresAt(),
                        legal.dataClasses(),
                        legal.from(),
                        legal.until())));
        request.emergency()
                .ifPresent(emergency -> context.grounds(new Grounds.Emergency(
                        emergency.calledForHelp(), emergency.riskOfHarm(), emergency.assistsResponse())));
        request.supervisorApprovedAt().ifPresent(at -> context.grounds(new Grounds.SupervisorApproval(at)));
        request.transfer().ifPresent(stage -> context.grounds(new Grounds.Transfer(stage)));
    }

    private CustomerVerification.Method method(CorpusMethod method) {
        CustomerVerification.Kind kind = method.kind() == CustomerVerification.Kind.PHOTO_ID && !method.government()
                ? CustomerVerification.Kind.OTHER_PHOTO_ID
                : method.kind();
        boolean established =
                kind == CustomerVerification.Kind.PASSWORD || kind == CustomerVerification.Kind.BACKUP_ANSWER;
        return new CustomerVerification.Method(
                kind,
                method.ok(),
                established ? Optional.of(method.establishedBy()) : Optional.empty(),
                method.promptedBy(),
                method.expires()
                        .map(last -> last.plusDays(1)
                                .atStartOfDay(one.customer().zone())
                                .toInstant()));
    }

    private DataItem item(CorpusDataItem item) {
        return new DataItem(
                item.dataClass().orElse(DataCategory.CALL_DETAIL),
                item.source().or(this::onlySubscription),
                item.derivedFrom(),
                item.groupSize().map(OptionalInt::of).orElse(OptionalInt.empty()),
                item.hashed(),
                item.fromCarrier(),
                item.recited(),
                item.from(),
                item.until());
    }

    private Optional<ServiceCategory> onlySubscription() {
        List<CorpusCustomer.Subscription> services = one.customer().subscriptions();
        return services.size() == 1 ? Optional.of(services.get(0).category()) : Optional.empty();
    }
}
