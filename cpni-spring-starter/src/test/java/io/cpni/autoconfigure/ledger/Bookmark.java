package io.cpni.autoconfigure.ledger;

import io.cpni.label.NotCpni;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

@Entity
@NotCpni(reason = "where a clerk has put a finger")
public class Bookmark {

    @Id
    @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Charge charge;

    protected Bookmark() {}

    public Bookmark(Long id, Charge charge) {
        this.id = id;
        this.charge = charge;
    }

    public @Nullable Charge getCharge() {
        return charge;
    }
}
