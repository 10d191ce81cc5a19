package io.cpni.autoconfigure.reserved;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "\"user\"")
@Cpni(DataCategory.IDENTITY)
public class Subscriber {

    @Id
    @CustomerKey
    @Nullable Long id;

    @Nullable String name;

    protected Subscriber() {}

    public Subscriber(Long id, String name) {
        this.id = id;
        this.name = name;
    }
}
