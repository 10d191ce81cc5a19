package io.cpni.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events known at one time, sorted by kind, and what can be said of single ones. */
final class KnownEvents {

    private final Map<NoticeId, Notice> notices = new LinkedHashMap<>();
    private final Map<NoticeId, Bounce> bounces = new LinkedHashMap<>();
    private final List<OptOut> refusals = new ArrayList<>();
    private final List<OptIn> agreements = new ArrayList<>();
    private final Outages outages;
    private final ServicePeriods service;

    private KnownEvents(Collection<ApprovalEvent> events) {
        Sorter sorter = new Sorter();
        events.forEach(event -> event.map(sorter));
        outages = Outages.of(sorter.outages);
        service = ServicePeriods.of(sorter.ends, sorter.beginnings);
    }

    static KnownEvents of(Collection<ApprovalEvent> events) {
        return new KnownEvents(events);
    }

    Collection<Notice> notices() {
        return notices.values();
    }

    List<OptOut> refusals() {
        return refusals;
    }

    List<OptIn> agreements() {
        return agreements;
    }

    Outages outages() {
        return outages;
    }

    ServicePeriods service() {
        return service;
    }

    Optional<Bounce> bounceOf(Notice notice) {
        return Optional.ofNullable(bounces.get(notice.id()));
    }

    /** Returns the notice that an agreement answers, if it is known. */
    Optional<Notice> noticeOf(OptIn optIn) {
        return optIn.notice().map(notices::get);
    }

    /** Returns why a notice counts as not given or void; empty if it can be answered. */
    Optional<ApprovalRule> fault(Notice notice) {
        if (notice.fault().isPresent()) {
            return notice.fault();
        }
        if (bounces.containsKey(notice.id()) || isRepeatedInTheSameForm(notice)) {
            return Optional.of(ApprovalRule.NOTICE_BOUNCED);
        }
        return service.isServed(notice.at()) ? Optional.empty() : Optional.of(ApprovalRule.SERVICE_ENDED);
    }

    /** Returns why silence after the notice cannot become approval; empty if it can, or if the notice asks to opt in. */
    Optional<ApprovalRule> faultForSilence(Notice notice) {
        boolean wordless = notice.asksFor() == ApprovalKind.OPT_OUT && notice.isOral();
        return fault(notice).or(() -> wordless ? Optional.of(ApprovalRule.NOTICE_ORAL) : Optional.empty());
    }

    /** Returns why an agreement is not approval (64.2003(k)); empty if it is. */
    Optional<ApprovalRule> fault(OptIn optIn) {
        if (!optIn.byCustomer()) {
            return Optional.of(ApprovalRule.NO_OPT_IN);
        }
        if (!optIn.isProvenAnswerOfCustomer()) {
            return Optional.of(ApprovalRule.NO_PROOF);
        }
        Optional<Notice> notice = noticeOf(optIn)
                .filter(given -> !given.at().isAfter(optIn.at()))
                .filter(given -> fault(given).isEmpty());
        if (notice.isEmpty()) {
            return Optional.of(ApprovalRule.NO_OPT_IN);
        }
        return service.isServedThroughout(notice.get().at(), optIn.at())
                ? Optional.empty()
                : Optional.of(ApprovalRule.SERVICE_ENDED);
    }

    private boolean isRepeatedInTheSameForm(Notice notice) {
        return notice.resendOf()
                .map(notices::get)
                .filter(first -> first.channel() == notice.channel())
                .isPresent();
    }

    private final class Sorter implements ApprovalEvent.Cases<Boolean> {

        private final List<Outage> outages = new ArrayList<>();
        private final List<ServiceEnded> ends = new ArrayList<>();
        private final List<ServiceBegan> beginnings = new ArrayList<>();

        @Override
        public Boolean notice(Notice notice) {
            return notices.put(notice.id(), notice) == null;
        }

        @Override
        public Boolean bounce(Bounce bounce) {
            return bounces.putIfAbsent(bounce.notice(), bounce) == null;
        }

        @Override
        public Boolean optOut(OptOut optOut) {
            return refusals.add(optOut);
        }

        @Override
        public Boolean optIn(OptIn optIn) {
            return agreements.add(optIn);
        }

        @Override
        public Boolean outage(Outage outage) {
            return outages.add(outage);
        }

        @Override
        public Boolean serviceEnded(ServiceEnded ended) {
            return ends.add(ended);
        }

        @Override
        public Boolean serviceBegan(ServiceBegan began) {
            return beginnings.add(began);
        }

        @Override
        public Boolean call(CustomerCall call) {
            return false;
        }

        @Override
        public Boolean preference(PreferenceChange change) {
            return false;
        }
    }
}
