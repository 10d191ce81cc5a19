package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/** A labelled record is guarded by its own labels, also where Jackson is told to write it as a type that has none. */
class JsonDeclaredTypesTest {

    private static final String CALLEE = "+12125550100";
    private static final String MASK = "+1212xxxxxxx";
    private static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();
    private static final AccessContext PROTECTING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.PROTECT).build();
    private static final Cdr CDR = new Cdr();

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withConfiguration(
                    AutoConfigurations.of(JacksonAutoConfiguration.class, CpniJacksonAutoConfiguration.class))
            .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
            .withPropertyValues(
                    "cpni.grants[1].role=billing",
                    "cpni.grants[1].purposes=PROTECT",
                    "cpni.grants[1].categories=CALL_DETAIL",
                    "cpni.grants[1].scope=ALL",
                    "cpni.grants[1].masks=TELEPHONE_NUMBER");

    interface HasCallee {
        String getCallee();
    }

    static class Base {
        public String getCallee() {
            return CALLEE;
        }
    }

    interface Texted {
        @JsonValue
        String text();
    }

    @Cpni
    static class Cdr extends Base implements HasCallee {

        @CustomerKey
        public Long getCustomer() {
            return 1L;
        }

        @Override
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        public String getCallee() {
            return CALLEE;
        }
    }

    @Cpni
    record Line(@CustomerKey Long customer, String number) implements Texted {
        @Override
        public String text() {
            return number;
        }
    }

    static class Raw extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext call) {
            generator.writeString(value instanceof HasCallee cdr ? "raw " + cdr.getCallee() : "raw " + value);
        }
    }

    static class RawKey extends ValueSerializer<Object> {
        @Override
        public void serialize(Object key, JsonGenerator generator, SerializationContext call) {
            generator.writeName("raw " + (key instanceof Line line ? line.number() : key));
        }
    }

    record As(@JsonSerialize(as = HasCallee.class) Object cdr) {}

    record ContentAs(
            @JsonSerialize(contentAs = HasCallee.class) List<? extends HasCallee> cdrs) {}

    record Static(
            @JsonSerialize(typing = JsonSerialize.Typing.STATIC)
            HasCallee cdr) {}

    record Using(@JsonSerialize(using = Raw.class) Object cdr) {}

    record ContentUsing(
            @JsonSerialize(contentUsing = Raw.class) List<Object> cdrs) {}

    record KeyUsing(@JsonSerialize(keyUsing = RawKey.class) Map<Object, String> lines) {}

    interface Writing {
        String with(JsonMapper mapper) throws Exception;
    }

    /** Writes one record in all ways; each puts out the callee where it may be seen. */
    private static Map<String, Writing> ways() {
        Map<String, Writing> ways = new LinkedHashMap<>();
        ways.put("as an interface", mapper -> mapper.writerFor(HasCallee.class).writeValueAsString(CDR));
        ways.put("as a superclass", mapper -> mapper.writerFor(Base.class).writeValueAsString(CDR));
        ways.put(
                "in a list of an interface",
                mapper -> mapper.writerFor(new TypeReference<List<HasCallee>>() {})
                        .writeValueAsString(List.of(CDR)));
        ways.put("@JsonSerialize(as)", mapper -> mapper.writeValueAsString(new As(CDR)));
        ways.put("@JsonSerialize(contentAs)", mapper -> mapper.writeValueAsString(new ContentAs(List.of(CDR))));
        ways.put("@JsonSerialize(typing = STATIC)", mapper -> mapper.writeValueAsString(new Static(CDR)));
        ways.put(
                "static typing",
                mapper -> mapper.rebuild()
                        .enable(MapperFeature.USE_STATIC_TYPING)
                        .build()
                        .writerFor(new TypeReference<Map<String, HasCallee>>() {})
                        .writeValueAsString(Map.of("cdr", CDR)));
        return ways;
    }

    @Test
    void theRecordsOwnLabelsCount() {
        runner.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            for (Map.Entry<String, Writing> way : ways().entrySet()) {
                Writing writing = way.getValue();
                assertThat(writing.with(mapper))
                        .as("%s, no context", way.getKey())
                        .doesNotContain("+1212");
                assertThat(AccessScope.<String, Exception>within(PROTECTING, () -> writing.with(mapper)))
                        .as("%s, masked", way.getKey())
                        .contains(MASK)
                        .doesNotContain(CALLEE);
                assertThat(AccessScope.<String, Exception>within(BILLING, () -> writing.with(mapper)))
                        .as("%s, in full", way.getKey())
                        .contains(CALLEE);
            }
        });
    }

    @Test
    void whatAPropertyNamesWritesRecordsWholeOrNotAtAll() {
        runner.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            Object[] documents = {
                new Using(CDR), new ContentUsing(List.of(CDR)), new KeyUsing(Map.of(new Line(1L, CALLEE), "line"))
            };
            for (Object document : documents) {
                assertThat(mapper.writeValueAsString(document)).doesNotContain("+1212");
                assertThat(AccessScope.within(PROTECTING, () -> mapper.writeValueAsString(document)))
                        .doesNotContain("+1212");
            }
            assertThat(AccessScope.within(BILLING, () -> mapper.writeValueAsString(documents[0])))
                    .contains("raw " + CALLEE);
            assertThat(AccessScope.within(BILLING, () -> mapper.writeValueAsString(documents[1])))
                    .contains("raw " + CALLEE);
            assertThat(mapper.writeValueAsString(new Using("plain"))).contains("raw plain");
            assertThat(mapper.writeValueAsString(new ContentUsing(List.of("plain"))))
                    .contains("raw plain");
            assertThat(mapper.writeValueAsString(new KeyUsing(Map.of("plain", "x"))))
                    .contains("raw plain");
        });
    }

    @Test
    void aRecordThatIsWrittenAsTheTextOfAnInterfaceIsWrittenWholeOrNotAtAll() {
        runner.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            Line line = new Line(1L, CALLEE);
            assertThat(mapper.writerFor(Texted.class).writeValueAsString(line)).isEqualTo("null");
            assertThat(AccessScope.within(
                            BILLING, () -> mapper.writerFor(Texted.class).writeValueAsString(line)))
                    .contains(CALLEE);
        });
    }

    record OptionalUsing(
            @JsonSerialize(contentUsing = Raw.class) Optional<Cdr> cdr) {}

    record LabelledKeyUsing(
            @JsonSerialize(keyUsing = RawKey.class) Map<Line, String> lines) {}

    private static final class ById extends ObjectIdGenerators.PropertyGenerator {

        private static final long serialVersionUID = 1L;

        ById() {
            super(Object.class);
        }

        @Override
        public ObjectIdGenerators.PropertyGenerator forScope(Class<?> scope) {
            return this;
        }

        @Override
        public ObjectIdGenerators.PropertyGenerator newForSerialization(Object context) {
            return this;
        }

        @Override
        public IdKey key(Object key) {
            throw new IllegalStateException("written");
        }

        @Override
        public Object generateId(Object record) {
            throw new IllegalStateException("written");
        }
    }

    record Ids(
            @JsonIdentityInfo(generator = ById.class, property = "callee")
            List<Optional<Cdr>> cdrs) {}

    record IdOfReference(
            @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "callee")
            AtomicReference<Cdr> cdr) {}

    record IdOfInterface(
            @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "callee")
            HasCallee cdr) {}

    @Test
    void formsThatWouldWritePastTheGuardAreRefusedHoweverDeepTheyLie() {
        runner.run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            Object[] documents = {
                new OptionalUsing(Optional.of(CDR)),
                new LabelledKeyUsing(Map.of(new Line(1L, CALLEE), "x")),
                new Ids(List.of(Optional.of(CDR))),
                new IdOfReference(new AtomicReference<>(CDR)),
                new IdOfInterface(CDR)
            };
            for (Object document : documents) {
                assertThatThrownBy(() -> AccessScope.within(BILLING, () -> mapper.writeValueAsString(document)))
                        .as("%s", document.getClass())
                        .hasMessageContaining("cannot be written as JSON")
                        .hasMessageNotContaining(CALLEE);
            }
        });
    }
}
