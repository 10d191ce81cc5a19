package io.cpni.autoconfigure.uuids;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni(DataCategory.IDENTITY)
public class Subscriber {

    @Id
    @CustomerKey
    @Nullable UUID id;

    @Nullable String name;

    protected Subscriber() {}

    public Subscriber(UUID id, String name) {
        this.id = id;
        this.name = name;
    }
}
