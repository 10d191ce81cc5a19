package io.cpni.autoconfigure.reserved;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Where calls to a line go; its customer is found over the line. */
@Entity
@Table(name = "\"order\"")
@Cpni
public class Diversion {

    @Id
    @Nullable Long id;

    @CustomerKey
    @ManyToOne
    @JoinColumn(name = "\"lineId\"")
    @Nullable Line line;

    @Column(name = "\"to\"")
    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Nullable String target;

    @Column(name = "\"order\"")
    @Nullable Integer rank;

    @Column(name = "\"isActive\"")
    @Nullable Boolean active;

    protected Diversion() {}

    public Diversion(Long id, Line line, String target, int rank) {
        this.id = id;
        this.line = line;
        this.target = target;
        this.rank = rank;
        this.active = true;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable String getTarget() {
        return target;
    }

    public @Nullable Integer getRank() {
        return rank;
    }

    public @Nullable Boolean getActive() {
        return active;
    }
}
