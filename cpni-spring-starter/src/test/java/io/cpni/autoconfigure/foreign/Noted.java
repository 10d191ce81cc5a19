package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** Holds what is said of a call, the label and the customer key of its subclasses. */
@MappedSuperclass
@Cpni
public abstract class Noted implements ForeignCall {

    @CustomerKey
    @Nullable Long customer;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Nullable String callee;

    @Nullable String remark;

    protected Noted() {}

    protected Noted(long customer, String callee) {
        this.customer = customer;
        this.callee = callee;
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
