package io.cpni.approval;

import io.cpni.accessor.ContactChannel;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Words for telling what customers were told and answered. */
final class Histories {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    /** Our own offers, chosen by usage. */
    static final ApprovalAsk OWN_MARKETING = ask(Recipient.staff());

    private Histories() {}

    static ApprovalAsk ask(Recipient recipient) {
        return new ApprovalAsk(recipient, Purpose.MARKET, DataCategory.USAGE);
    }

    static ApprovalAsk ask(RecipientKind kind, String name) {
        return ask(Recipient.named(kind, name));
    }

    /** Returns the instant of a New York clock, such as {@code 2026-09-01T10:00}. */
    static Instant at(String local) {
        return at(local, NEW_YORK);
    }

    static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    static Notice.Builder email(String id, String local) {
        return Notice.askingToOptOut(new NoticeId(id), at(local), ContactChannel.EMAIL, NEW_YORK);
    }

    static Notice.Builder letter(String id, String local) {
        return Notice.askingToOptOut(new NoticeId(id), at(local), ContactChannel.MAIL, NEW_YORK);
    }

    static Notice.Builder optInPage(String id, String local) {
        return Notice.askingToOptIn(new NoticeId(id), at(local), ContactChannel.ONLINE, NEW_YORK);
    }

    static OptIn click(String notice, String local) {
        return OptIn.inWriting(at(local), ContactChannel.ONLINE, new NoticeId(notice));
    }

    static OptOut optOut(String local) {
        return OptOut.ofEverything(at(local), ContactChannel.ONLINE);
    }

    static OptOut optOut(String local, ApprovalScope scope) {
        return OptOut.of(at(local), ContactChannel.ONLINE, scope);
    }

    static ApprovalScope to(RecipientKind... kinds) {
        return new ApprovalScope(Optional.of(Set.of(kinds)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ApprovalScope to(RecipientKind kind, String entity) {
        return new ApprovalScope(
                Optional.of(Set.of(kind)), Optional.of(Set.of(entity)), Optional.empty(), Optional.empty());
    }

    static ApprovalScope of(DataCategory... categories) {
        return new ApprovalScope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Set.of(categories)));
    }
}
