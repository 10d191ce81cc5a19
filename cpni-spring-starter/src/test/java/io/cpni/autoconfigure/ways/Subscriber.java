package io.cpni.autoconfigure.ways;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni(DataCategory.IDENTITY)
public class Subscriber {

    @Id
    @CustomerKey
    @Nullable Long id;

    @Nullable String name;

    @OneToMany(mappedBy = "subscriber")
    @OrderBy("id")
    List<VoiceCall> calls = new ArrayList<>();

    protected Subscriber() {}

    public Subscriber(Long id, String name) {
        this.id = id;
        this.name = name;
    }

    public @Nullable Long getId() {
        return id;
    }

    public List<VoiceCall> getCalls() {
        return calls;
    }
}
