package io.cpni.autoconfigure.ledger;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
public class Charge {

    @Id
    @Nullable Long id;

    @Version
    @Nullable Integer version;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Payer payer;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Nullable String callee;

    @Nullable String remark;

    protected Charge() {}

    public Charge(Long id, Payer payer, String callee) {
        this.id = id;
        this.payer = payer;
        this.callee = callee;
    }

    public @Nullable String getCallee() {
        return callee;
    }

    public void setCallee(String callee) {
        this.callee = callee;
    }

    public @Nullable String getRemark() {
        return remark;
    }

    public void setRemark(String remark) {
        this.remark = remark;
    }

    public @Nullable Payer getPayer() {
        return payer;
    }
}
