package io.cpni.autoconfigure.forgetful;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
public class Voicemail {

    @Id
    @Nullable Long id;
}
