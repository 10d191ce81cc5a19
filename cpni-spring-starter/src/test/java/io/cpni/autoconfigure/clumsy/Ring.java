package io.cpni.autoconfigure.clumsy;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
public class Ring {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    int seconds;
}
