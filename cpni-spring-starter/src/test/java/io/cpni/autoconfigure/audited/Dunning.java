package io.cpni.autoconfigure.audited;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

@Entity
@Audited
@Cpni(DataCategory.BILLING)
public class Dunning {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    @Nullable String letter;
}
