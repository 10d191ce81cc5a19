package io.cpni.autoconfigure.spread;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
@Inheritance(strategy = InheritanceType.JOINED)
public class Recording {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    @Nullable Integer seconds;

    protected Recording() {}

    public Recording(Long id, Long customer, Integer seconds) {
        this.id = id;
        this.customer = customer;
        this.seconds = seconds;
    }
}
