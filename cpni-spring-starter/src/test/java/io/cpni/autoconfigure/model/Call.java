package io.cpni.autoconfigure.model;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "phone_call")
@Cpni
public class Call {

    @Id
    @Nullable Long id;

    @CustomerKey
    @ManyToOne
    @Nullable Person person;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Nullable String callee;

    protected Call() {}

    public Call(Long id, Person person, String callee) {
        this.id = id;
        this.person = person;
        this.callee = callee;
    }

    public @Nullable String getCallee() {
        return callee;
    }
}
