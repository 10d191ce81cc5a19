package io.cpni.autoconfigure.ledger;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni(DataCategory.IDENTITY)
public class Payer {

    @Id
    @CustomerKey
    @Nullable Long id;

    @Nullable String name;

    protected Payer() {}

    public Payer(Long id, String name) {
        this.id = id;
        this.name = name;
    }
}
