package io.cpni.autoconfigure.spread;

import io.cpni.label.Cpni;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
public class Voicemail extends Recording {

    @Nullable String transcript;

    protected Voicemail() {}

    public Voicemail(Long id, Long customer, Integer seconds, String transcript) {
        super(id, customer, seconds);
        this.transcript = transcript;
    }
}
