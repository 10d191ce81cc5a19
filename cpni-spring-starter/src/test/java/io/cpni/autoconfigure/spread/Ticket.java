package io.cpni.autoconfigure.spread;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
@SecondaryTable(name = "ticket_text", pkJoinColumns = @PrimaryKeyJoinColumn(name = "ticket_id"))
public class Ticket {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    @Generated
    @Column(columnDefinition = "varchar(20) default 'new'")
    @Nullable String state;

    @Column(table = "ticket_text")
    @Nullable String text;

    protected Ticket() {}

    public Ticket(Long customer) {
        this.customer = customer;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable String getState() {
        return state;
    }

    public void setText(@Nullable String value) {
        text = value;
    }
}
