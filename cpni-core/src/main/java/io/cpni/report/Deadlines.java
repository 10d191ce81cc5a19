package io.cpni.report;

import io.cpni.audit.AppliedRule;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Objects;

/**
 * Works out by when the carrier must report, answer or act (47 CFR 64.2009(e) and (f), 64.2011, 64.1200(d); Cal. Civ.
 * Code 1798.83), and from when on it may tell customers of a breach.
 *
 * <p>What is due to an agency counts in business days or moves to the next business day, in the FCC's zone. What is due
 * to a customer counts in calendar days, in the zone of the customer's service address, and never moves; customers of a
 * breach, who live in many zones, are told by the FCC's.
 *
 * <p>Reads no clock and keeps no state: safe for use by several threads, if the calendar is.
 */
public final class Deadlines {

    private static final AppliedRule CERTIFICATE = new AppliedRule("R-2009-e", "47 CFR 64.2009(e)");
    private static final AppliedRule OPT_OUT_FAILURE = new AppliedRule("R-2009-f", "47 CFR 64.2009(f)");
    private static final AppliedRule CALIFORNIA = new AppliedRule("R-CA-1", "Cal. Civ. Code 1798.83");
    private static final AppliedRule ACCESS = new AppliedRule("R-ACC-30", "the carrier's published promise");
    private static final AppliedRule DO_NOT_CALL = new AppliedRule("R-DNC-2", "47 CFR 64.1200(d), 89 FR 15756");

    private static final int BUSINESS_DAYS_FOR_LETTER = 5;
    private static final int BUSINESS_DAYS_TO_HONOUR = 10;
    private static final int DAYS_AT_DESIGNATED_ADDRESS = 30;
    private static final int DAYS_ELSEWHERE = 150;
    private static final int DAYS_FOR_ACCESS = 30;

    private final BusinessCalendar calendar;
    private final BreachDeadlines breaches;

    private Deadlines(BreachRegime regime, BusinessCalendar calendar) {
        this.calendar = calendar;
        this.breaches = new BreachDeadlines(regime, calendar);
    }

    /** Returns the deadlines under one of the two breach rules. */
    public static Deadlines under(BreachRegime regime, BusinessCalendar calendar) {
        Objects.requireNonNull(regime, "regime");
        Objects.requireNonNull(calendar, "calendar");
        return new Deadlines(regime, calendar);
    }

    /**
     * Returns what the matter makes due; nothing, if no duty follows from it. A duty comes up at most once as
     * {@link Deadline.By} and at most once as {@link Deadline.NotBefore}; where it comes up as both, they leave at least
     * a day between them.
     */
    public List<Deadline> dueFor(Matter matter) {
        return matter.map(new Due());
    }

    /** Returns the rule that governs the matter, also where nothing is due by it. */
    public AppliedRule ruleFor(Matter matter) {
        return matter.map(new Governing());
    }

    private final class Due implements Matter.Cases<List<Deadline>> {

        @Override
        public List<Deadline> breach(Breach breach) {
            return breaches.dueFor(breach);
        }

        @Override
        public List<Deadline> optOutFailure(OptOutFailure failure) {
            LocalDate lastDay =
                    calendar.nthBusinessDayAfter(calendar.dayOf(failure.detectedAt()), BUSINESS_DAYS_FOR_LETTER);
            return List.of(new Deadline.By(Duty.LETTER, lastDay, BusinessCalendar.ZONE, OPT_OUT_FAILURE));
        }

        @Override
        public List<Deadline> certificate(OfficerCertificate certificate) {
            LocalDate lastDay = calendar.nextOrSameBusinessDay(LocalDate.of(certificate.year() + 1, Month.MARCH, 1));
            return List.of(new Deadline.By(Duty.CERTIFICATE, lastDay, BusinessCalendar.ZONE, CERTIFICATE));
        }

        @Override
        public List<Deadline> californiaRequest(CaliforniaRequest request) {
            if (!request.byResidentIndividual()) {
                return List.of();
            }
            int days = request.atDesignatedAddress() ? DAYS_AT_DESIGNATED_ADDRESS : DAYS_ELSEWHERE;
            LocalDate received =
                    request.receivedAt().atZone(request.customerZone()).toLocalDate();
            return List.of(new Deadline.By(Duty.ANSWER, received.plusDays(days), request.customerZone(), CALIFORNIA));
        }

        @Override
        public List<Deadline> accessRequest(CustomerAccessRequest request) {
            LocalDate received =
                    request.receivedAt().atZone(request.customerZone()).toLocalDate();
            return List.of(
                    new Deadline.By(Duty.ANSWER, received.plusDays(DAYS_FOR_ACCESS), request.customerZone(), ACCESS));
        }

        @Override
        public List<Deadline> doNotCallRequest(DoNotCallRequest request) {
            LocalDate lastDay =
                    calendar.nthBusinessDayAfter(calendar.dayOf(request.receivedAt()), BUSINESS_DAYS_TO_HONOUR);
            return List.of(new Deadline.By(Duty.HONOUR, lastDay, BusinessCalendar.ZONE, DO_NOT_CALL));
        }
    }

    private final class Governing implements Matter.Cases<AppliedRule> {

        @Override
        public AppliedRule breach(Breach breach) {
            return breaches.rule();
        }

        @Override
        public AppliedRule optOutFailure(OptOutFailure failure) {
            return OPT_OUT_FAILURE;
        }

        @Override
        public AppliedRule certificate(OfficerCertificate certificate) {
            return CERTIFICATE;
        }

        @Override
        public AppliedRule californiaRequest(CaliforniaRequest request) {
            return CALIFORNIA;
        }

        @Override
        public AppliedRule accessRequest(CustomerAccessRequest request) {
            return ACCESS;
        }

        @Override
        public AppliedRule doNotCallRequest(DoNotCallRequest request) {
            return DO_NOT_CALL;
        }
    }
}
