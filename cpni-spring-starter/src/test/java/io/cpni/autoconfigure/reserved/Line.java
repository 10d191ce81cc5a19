package io.cpni.autoconfigure.reserved;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "\"group\"")
@Cpni
public class Line {

    @Id
    @Nullable Long id;

    @CustomerKey
    @ManyToOne
    @JoinColumn(name = "\"user\"")
    @Nullable Subscriber subscriber;

    protected Line() {}

    public Line(Long id, Subscriber subscriber) {
        this.id = id;
        this.subscriber = subscriber;
    }
}
