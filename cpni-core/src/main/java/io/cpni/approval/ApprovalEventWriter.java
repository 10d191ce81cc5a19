package io.cpni.approval;

import static io.cpni.approval.ApprovalEventColumn.APPROVED_AT;
import static io.cpni.approval.ApprovalEventColumn.ASKS_FOR;
import static io.cpni.approval.ApprovalEventColumn.AUTHENTICATED;
import static io.cpni.approval.ApprovalEventColumn.BEGUN_BY;
import static io.cpni.approval.ApprovalEventColumn.BY_CUSTOMER;
import static io.cpni.approval.ApprovalEventColumn.CHANNEL;
import static io.cpni.approval.ApprovalEventColumn.CONTACT_ID;
import static io.cpni.approval.ApprovalEventColumn.FLAG;
import static io.cpni.approval.ApprovalEventColumn.KIND;
import static io.cpni.approval.ApprovalEventColumn.NOTICE_ID;
import static io.cpni.approval.ApprovalEventColumn.NOTICE_READ_AT;
import static io.cpni.approval.ApprovalEventColumn.OCCURRED_AT;
import static io.cpni.approval.ApprovalEventColumn.PROOF;
import static io.cpni.approval.ApprovalEventColumn.RECORDED_AT;
import static io.cpni.approval.ApprovalEventColumn.REFERS_TO;
import static io.cpni.approval.ApprovalEventColumn.REFUSED;
import static io.cpni.approval.ApprovalEventColumn.SCOPE_TEXT;
import static io.cpni.approval.ApprovalEventColumn.UNMET;
import static io.cpni.approval.ApprovalEventColumn.UNTIL_AT;
import static io.cpni.approval.ApprovalEventColumn.WAIT_DAYS;
import static io.cpni.approval.ApprovalEventColumn.ZONE_ID;

import java.util.stream.Collectors;

/** Puts events into rows. */
final class ApprovalEventWriter implements ApprovalEvent.Cases<ApprovalEventRow> {

    private static final ApprovalEventWriter INSTANCE = new ApprovalEventWriter();

    private ApprovalEventWriter() {}

    static ApprovalEventRow row(ApprovalEvent event) {
        return event.map(INSTANCE)
                .with(KIND, event.kind().name())
                .with(OCCURRED_AT, event.at())
                .with(RECORDED_AT, event.recordedAt());
    }

    @Override
    public ApprovalEventRow notice(Notice notice) {
        return new ApprovalEventRow()
                .with(NOTICE_ID, notice.id().value())
                .with(REFERS_TO, notice.resendOf().map(NoticeId::value))
                .with(ASKS_FOR, notice.asksFor().name())
                .with(CHANNEL, notice.channel().name())
                .with(SCOPE_TEXT, notice.scope().canonical())
                .with(WAIT_DAYS, notice.waitingPeriod().days())
                .with(ZONE_ID, notice.zone().getId())
                .with(UNMET, notice.unmet().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
    }

    @Override
    public ApprovalEventRow bounce(Bounce bounce) {
        return new ApprovalEventRow().with(REFERS_TO, bounce.notice().value());
    }

    @Override
    public ApprovalEventRow optOut(OptOut optOut) {
        return new ApprovalEventRow()
                .with(CHANNEL, optOut.channel().name())
                .with(SCOPE_TEXT, optOut.scope().canonical());
    }

    @Override
    public ApprovalEventRow optIn(OptIn optIn) {
        return new ApprovalEventRow()
                .with(CHANNEL, optIn.channel().name())
                .with(REFERS_TO, optIn.notice().map(NoticeId::value))
                .with(BY_CUSTOMER, optIn.byCustomer())
                .with(PROOF, optIn.proof());
    }

    @Override
    public ApprovalEventRow outage(Outage outage) {
        return new ApprovalEventRow().with(UNTIL_AT, outage.until());
    }

    @Override
    public ApprovalEventRow serviceEnded(ServiceEnded ended) {
        return new ApprovalEventRow();
    }

    @Override
    public ApprovalEventRow serviceBegan(ServiceBegan began) {
        return new ApprovalEventRow();
    }

    @Override
    public ApprovalEventRow call(CustomerCall call) {
        return new ApprovalEventRow()
                .with(UNTIL_AT, call.until())
                .with(BEGUN_BY, call.begunBy().name())
                .with(AUTHENTICATED, call.authenticated())
                .with(NOTICE_READ_AT, call.noticeAt())
                .with(APPROVED_AT, call.approvedAt());
    }

    @Override
    public ApprovalEventRow preference(PreferenceChange change) {
        return new ApprovalEventRow()
                .with(FLAG, change.flag().name())
                .with(REFUSED, change.refused())
                .with(CONTACT_ID, change.contact().map(ContactId::value));
    }
}
