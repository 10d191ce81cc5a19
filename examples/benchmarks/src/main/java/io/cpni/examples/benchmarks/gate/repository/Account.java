package io.cpni.examples.benchmarks.gate.repository;

import static io.cpni.label.DataCategory.SUBSCRIPTION;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A customer's account. */
@Entity
@Cpni(SUBSCRIPTION)
class Account {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Column(name = "customer_id")
    @Nullable Long customer;

    @Nullable String nickname;
}
