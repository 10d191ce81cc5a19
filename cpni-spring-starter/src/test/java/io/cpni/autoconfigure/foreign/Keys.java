package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** How records are told apart. */
public final class Keys {

    private Keys() {}

    @Entity(name = "PlainCall")
    public static class PlainCall extends BaseEntity<Long> {

        protected PlainCall() {}

        public PlainCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }
    }

    /** The customer is a part of the identifier. */
    @Embeddable
    public record CallKey(@CustomerKey Long customer, Long number) {}

    @Entity(name = "EmbeddedIdCall")
    @Cpni
    public static class EmbeddedIdCall implements ForeignCall {

        @EmbeddedId
        @Nullable CallKey id;

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        @Nullable String callee;

        @Nullable String remark;

        protected EmbeddedIdCall() {}

        public EmbeddedIdCall(long number, long customer, String callee) {
            this.id = new CallKey(customer, number);
            this.callee = callee;
        }

        @Override
        public Object key() {
            return Objects.requireNonNull(id);
        }

        @Override
        public @Nullable String getCallee() {
            return callee;
        }

        @Override
        public @Nullable String getRemark() {
            return remark;
        }

        @Override
        public void setRemark(@Nullable String remark) {
            this.remark = remark;
        }
    }

    /** The same in two attributes. */
    public record SplitKey(Long payer, Long number) {}

    @Entity(name = "IdClassCall")
    @IdClass(SplitKey.class)
    @Cpni
    public static class IdClassCall implements ForeignCall {

        @Id
        @CustomerKey
        @Nullable Long payer;

        @Id
        @Nullable Long number;

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        @Nullable String callee;

        @Nullable String remark;

        protected IdClassCall() {}

        public IdClassCall(long number, long customer, String callee) {
            this.payer = customer;
            this.number = number;
            this.callee = callee;
        }

        @Override
        public Object key() {
            return new SplitKey(Objects.requireNonNull(payer), Objects.requireNonNull(number));
        }

        @Override
        public @Nullable String getCallee() {
            return callee;
        }

        @Override
        public @Nullable String getRemark() {
            return remark;
        }

        @Override
        public void setRemark(@Nullable String remark) {
            this.remark = remark;
        }
    }

    @Entity(name = "UuidCall")
    public static class UuidCall extends Noted {

        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        @Nullable UUID id;

        protected UuidCall() {}

        public UuidCall(long number, long customer, String callee) {
            super(customer, callee);
        }

        @Override
        public Object key() {
            return Objects.requireNonNull(id);
        }
    }

    @Entity(name = "SequenceCall")
    public static class SequenceCall extends Noted {

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "call_numbers")
        @SequenceGenerator(name = "call_numbers", sequenceName = "call_numbers", allocationSize = 10)
        @Nullable Long id;

        protected SequenceCall() {}

        public SequenceCall(long number, long customer, String callee) {
            super(customer, callee);
        }

        @Override
        public Object key() {
            return Objects.requireNonNull(id);
        }
    }

    @Entity(name = "IdentityCall")
    public static class IdentityCall extends Noted {

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable Long id;

        protected IdentityCall() {}

        public IdentityCall(long number, long customer, String callee) {
            super(customer, callee);
        }

        @Override
        public Object key() {
            return Objects.requireNonNull(id);
        }
    }

    @Entity(name = "NaturalIdCall")
    public static class NaturalIdCall extends BaseEntity<Long> {

        @NaturalId
        @Nullable String reference;

        protected NaturalIdCall() {}

        public NaturalIdCall(long number, long customer, String callee) {
            super(number, customer, callee);
            this.reference = "call-" + number;
        }
    }
}
