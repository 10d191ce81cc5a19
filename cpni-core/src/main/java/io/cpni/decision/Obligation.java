package io.cpni.decision;

import io.cpni.label.MaskStyle;
import java.util.Objects;
import java.util.Set;

/** Says what must be done for a permit to hold. A permit with an obligation that nobody handles is a denial. */
public sealed interface Obligation {

    /** Returns what kind of duty this is. */
    Kind kind();

    /** Returns the duty of a kind, without further detail. */
    static Obligation of(Kind kind) {
        return new Duty(kind);
    }

    /** Names the kinds of duty. */
    enum Kind {
        /** Keep a record of who received what (64.2009(c)). */
        RECORD_DISCLOSURE,
        /** Keep a record of the campaign (64.2009(c)). */
        RECORD_CAMPAIGN,
        /** Have a supervisor review it (64.2009(d)). */
        SUPERVISOR_REVIEW,
        /** Check the do-not-call list per number. */
        DNC_CHECK,
        /** Show masked. */
        MASK,
        /** Release no more than the purpose, process or period reaches. */
        LIMIT_SCOPE,
        /** Have a contract that binds the recipient. */
        CONTRACT,
        /** Stop the use when the call ends (64.2008(f)). */
        END_WITH_CALL,
        /** Keep a record of the oral consent. */
        RECORD_CONSENT,
        /** Send to the address of record only (64.2010(b)). */
        SEND_TO_RECORD,
        /** Call the number of record (64.2010(b)). */
        CALL_BACK,
        /** Notify the customer (64.2010(f)). */
        NOTIFY_CUSTOMER,
        /** Offer it to others on the same terms (222(c)(3), 222(e)). */
        NONDISCRIMINATORY_OFFER,
        /** Have counsel review it. */
        LEGAL_REVIEW
    }

    /**
     * A duty without further detail.
     *
     * @param kind the kind of duty; not {@link Kind#MASK}
     */
    record Duty(Kind kind) implements Obligation {

        /** Checks the kind. */
        public Duty {
            Objects.requireNonNull(kind, "kind");
            if (kind == Kind.MASK) {
                throw new IllegalArgumentException("a mask says what it masks: use Obligation.Mask");
            }
        }
    }

    /**
     * The duty to show fields masked.
     *
     * @param everything whether every field of the category is masked
     * @param styles the styles of field to mask, where not everything is
     */
    record Mask(boolean everything, Set<MaskStyle> styles) implements Obligation {

        /** Checks that something is masked and copies the styles. */
        public Mask {
            styles = Set.copyOf(styles);
            if (!everything && styles.isEmpty()) {
                throw new IllegalArgumentException("a mask obligation masks everything or names styles");
            }
        }

        /** Returns the duty to mask every field of the category. */
        public static Mask all() {
            return new Mask(true, Set.of());
        }

        /** Returns the duty to mask the fields with one of the given styles. */
        public static Mask of(Set<MaskStyle> styles) {
            return new Mask(false, styles);
        }

        /** Tells whether a field with the given style is masked. */
        public boolean covers(MaskStyle style) {
            return everything || styles.contains(style);
        }

        @Override
        public Kind kind() {
            return Kind.MASK;
        }
    }
}
