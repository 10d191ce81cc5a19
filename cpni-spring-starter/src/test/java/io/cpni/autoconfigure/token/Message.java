package io.cpni.autoconfigure.token;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

@Entity
@Cpni
public class Message {

    @Id
    @Nullable Long id;

    @CustomerKey
    @Nullable Long customer;

    @Cpni(mask = MaskStyle.TOKEN)
    @Nullable String receiver;

    @Cpni(mask = MaskStyle.START_OF_MONTH)
    @Nullable LocalDate sentOn;

    @Cpni(mask = MaskStyle.START_OF_MONTH)
    @Nullable OffsetDateTime sentAt;

    protected Message() {}

    public Message(Long id, Long customer, String receiver, OffsetDateTime sentAt) {
        this.id = id;
        this.customer = customer;
        this.receiver = receiver;
        this.sentOn = sentAt.toLocalDate();
        this.sentAt = sentAt;
    }

    public @Nullable String getReceiver() {
        return receiver;
    }

    public @Nullable LocalDate getSentOn() {
        return sentOn;
    }

    public @Nullable OffsetDateTime getSentAt() {
        return sentAt;
    }
}
