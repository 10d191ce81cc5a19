package io.cpni.autoconfigure.spread;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
public class Remark {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    @Nullable String text;

    protected Remark() {}

    public Remark(Long id, Long customer, String text) {
        this.id = id;
        this.customer = customer;
        this.text = text;
    }
}
