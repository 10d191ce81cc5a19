package io.cpni.autoconfigure.uuids;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Its table and two of its columns would be reserved words without quotes. */
@Entity
@Cpni
public class Order {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Nullable UUID id;

    @CustomerKey
    @ManyToOne
    @Nullable Subscriber user;

    @Nullable String select = "unlimited";

    protected Order() {}

    public Order(Subscriber user) {
        this.user = user;
    }

    public @Nullable UUID getId() {
        return id;
    }

    public @Nullable String getSelect() {
        return select;
    }

    public void setSelect(String select) {
        this.select = select;
    }
}
