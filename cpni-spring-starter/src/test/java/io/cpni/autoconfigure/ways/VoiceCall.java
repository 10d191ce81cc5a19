package io.cpni.autoconfigure.ways;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "voice_call")
@Cpni
@NamedQuery(name = "VoiceCall.named", query = "select c from VoiceCall c order by c.id")
@NamedNativeQuery(
        name = "VoiceCall.namedNative",
        query = "select * from voice_call order by id",
        resultClass = VoiceCall.class)
@NamedNativeQuery(
        name = "VoiceCall.namedNativeRows",
        query = "select id, callee from voice_call order by id",
        resultSetMapping = "CallRow")
@SqlResultSetMapping(
        name = "CallRow",
        classes =
                @ConstructorResult(
                        targetClass = CallRow.class,
                        columns = {@ColumnResult(name = "id", type = Long.class), @ColumnResult(name = "callee")}))
@NamedEntityGraph(name = "VoiceCall.withSubscriber", attributeNodes = @NamedAttributeNode("subscriber"))
public class VoiceCall {

    @Id
    @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable Subscriber subscriber;

    @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
    @Nullable String callee;

    @Nullable Integer seconds;

    @Cpni(mask = MaskStyle.TOKEN)
    @Nullable String device;

    protected VoiceCall() {}

    public VoiceCall(Long id, Subscriber subscriber, String callee, int seconds, String device) {
        this.id = id;
        this.subscriber = subscriber;
        this.callee = callee;
        this.seconds = seconds;
        this.device = device;
    }

    /** Returns an example of calls to a number, or of any calls if it is empty. */
    public static VoiceCall like(String callee) {
        VoiceCall example = new VoiceCall();
        example.callee = callee.isEmpty() ? null : callee;
        return example;
    }

    /** Returns an example of the call with an id. */
    public static VoiceCall withId(Long id) {
        VoiceCall example = new VoiceCall();
        example.id = id;
        return example;
    }

    /** Returns an example of calls from a device. */
    public static VoiceCall withDevice(String device) {
        VoiceCall example = new VoiceCall();
        example.device = device;
        return example;
    }

    public @Nullable Long getId() {
        return id;
    }

    public @Nullable Subscriber getSubscriber() {
        return subscriber;
    }

    public @Nullable String getCallee() {
        return callee;
    }

    public void setCallee(String callee) {
        this.callee = callee;
    }
}
