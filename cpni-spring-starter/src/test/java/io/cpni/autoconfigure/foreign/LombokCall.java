package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import lombok.Data;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Getters, setters, equals and toString are Lombok's; its toString writes every value. */
@Data
@NoArgsConstructor
@Entity
@Cpni
public class LombokCall implements ForeignCall {

    @Id
    private @Nullable Long id;

    @CustomerKey
    private @Nullable Long customer;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    private @Nullable String callee;

    private @Nullable String remark;

    /** Lombok's getter is isInbound, and its property is inbound. */
    @Cpni(mask = MaskStyle.ABSENT)
    private @Nullable Boolean isInbound = true;

    public LombokCall(long number, long customer, String callee) {
        this.id = number;
        this.customer = customer;
        this.callee = callee;
    }

    @Override
    public Object key() {
        return java.util.Objects.requireNonNull(id);
    }
}
