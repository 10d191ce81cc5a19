package io.cpni.corpus;

import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalEvent;
import io.cpni.approval.ApprovalScope;
import io.cpni.approval.Bounce;
import io.cpni.approval.ContactId;
import io.cpni.approval.CustomerCall;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.approval.Outage;
import io.cpni.approval.PreferenceChange;
import io.cpni.approval.ServiceBegan;
import io.cpni.approval.ServiceEnded;
import io.cpni.approval.WaitingPeriod;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns what happened in a case into a customer's ledger. */
final class CorpusLedger {

    private CorpusLedger() {}

    static List<ApprovalEvent> of(List<CorpusEvent> events, CorpusCustomer customer) {
        List<ApprovalEvent> ledger = new ArrayList<>(service(customer.subscriptions()));
        events.forEach(event -> ledger.add(entry(event, customer.zone())));
        return ledger;
    }

    /** Returns when the customer became a former one and when service began again. */
    private static List<ApprovalEvent> service(List<CorpusCustomer.Subscription> subscriptions) {
        List<ApprovalEvent> events = new ArrayList<>();
        Instant served = Instant.MIN;
        for (CorpusCustomer.Subscription subscription : subscriptions.stream()
                .sorted(Comparator.comparing(service -> service.from().orElse(Instant.MIN)))
                .toList()) {
            Instant from = subscription.from().orElse(Instant.MIN);
            Instant until = subscription.until().orElse(Instant.MAX);
            if (from.isAfter(served) && served.isAfter(Instant.MIN)) {
                events.add(ServiceEnded.of(served));
                events.add(ServiceBegan.of(from));
            }
            served = until.isAfter(served) ? until : served;
        }
        if (!subscriptions.isEmpty() && served.isBefore(Instant.MAX)) {
            events.add(ServiceEnded.of(served));
        }
        return events;
    }

    private static ApprovalEvent entry(CorpusEvent event, ZoneId customersZone) {
        Instant at = event.at();
        Instant recordedAt = event.recordedAt();
        if (event instanceof CorpusEvent.Notice notice) {
            return new Notice(
                    new NoticeId(notice.id()),
                    at,
                    recordedAt,
                    notice.approval(),
                    notice.channel(),
                    scope(notice.scope()),
                    WaitingPeriod.ofDays(notice.waitDays()),
                    notice.zone().orElse(customersZone),
                    notice.fails(),
                    notice.resendOf().map(NoticeId::new));
        }
        if (event instanceof CorpusEvent.Bounce bounce) {
            return new Bounce(at, recordedAt, new NoticeId(bounce.notice()));
        }
        if (event instanceof CorpusEvent.OptOut optOut) {
            return new OptOut(at, recordedAt, optOut.channel().orElse(ContactChannel.ONLINE), scope(optOut.scope()));
        }
        if (event instanceof CorpusEvent.OptIn optIn) {
            return new OptIn(
                    at,
                    recordedAt,
                    optIn.channel(),
                    optIn.notice().map(NoticeId::new),
                    optIn.by() == CorpusEvent.Signer.CUSTOMER,
                    optIn.proof() ? Optional.of("recording") : Optional.empty());
        }
        if (event instanceof CorpusEvent.Outage outage) {
            return new Outage(at, recordedAt, outage.until());
        }
        if (event instanceof CorpusEvent.Call call) {
            return new CustomerCall(
                    at,
                    recordedAt,
                    call.until(),
                    call.begunBy(),
                    call.authenticated(),
                    call.noticeAt(),
                    call.approvedAt());
        }
        CorpusEvent.Preference preference = (CorpusEvent.Preference) event;
        return new PreferenceChange(
                at,
                recordedAt,
                preference.flag(),
                preference.refused(),
                preference.contact().map(ContactId::new));
    }

    private static ApprovalScope scope(CorpusScope scope) {
        return new ApprovalScope(scope.recipients(), scope.entities(), scope.purposes(), scope.dataClasses());
    }
}
