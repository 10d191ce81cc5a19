package io.cpni.autoconfigure.model;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni(DataCategory.IDENTITY)
public class Person {

    @Id
    @CustomerKey
    @Nullable Long id;

    @Nullable String name;

    protected Person() {}

    public Person(Long id, String name) {
        this.id = id;
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable String getName() {
        return name;
    }
}
