package io.cpni.autoconfigure.ways;

import io.cpni.label.NotCpni;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Says nothing of a customer, and leads to a call. */
@Entity
@Table(name = "call_note")
@NotCpni(reason = "that somebody has looked at a call, not which")
public class CallNote {

    @Id
    @Nullable Long id;

    /** Without a constraint, so that one may lead to a call that is gone. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Nullable VoiceCall call;

    protected CallNote() {}

    public CallNote(Long id, VoiceCall call) {
        this.id = id;
        this.call = call;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable VoiceCall getCall() {
        return call;
    }
}
