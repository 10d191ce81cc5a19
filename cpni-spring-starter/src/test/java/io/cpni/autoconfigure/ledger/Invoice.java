package io.cpni.autoconfigure.ledger;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import io.cpni.label.NotCpni;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** A bill, in which a sum may be masked where the rest of it is not. */
@Entity
@Cpni
public class Invoice {

    @Id
    @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Payer payer;

    @NaturalId
    @NotCpni(reason = "running number")
    @Nullable String number;

    @Embedded
    public @Nullable Price price;

    @ElementCollection
    public List<Item> items = new ArrayList<>();

    @Cpni(DataCategory.BILLING)
    public @Nullable BigDecimal due;

    protected Invoice() {}

    public Invoice(Long id, Payer payer, String number) {
        this.id = id;
        this.payer = payer;
        this.number = number;
        this.price = new Price(new BigDecimal("9.99"), "USD");
        this.items.add(new Item(new BigDecimal("1.11"), "a"));
        this.items.add(new Item(new BigDecimal("2.22"), "b"));
        this.due = new BigDecimal("5.55");
    }

    @Embeddable
    @Cpni
    public static class Price {

        @Cpni(DataCategory.BILLING)
        public @Nullable BigDecimal amount;

        public @Nullable String currency;

        protected Price() {}

        Price(BigDecimal amount, String currency) {
            this.amount = amount;
            this.currency = currency;
        }
    }

    @Embeddable
    @Cpni
    public static class Item {

        @Cpni(DataCategory.BILLING)
        public @Nullable BigDecimal cost;

        public @Nullable String text;

        protected Item() {}

        Item(BigDecimal cost, String text) {
            this.cost = cost;
            this.text = text;
        }
    }
}
