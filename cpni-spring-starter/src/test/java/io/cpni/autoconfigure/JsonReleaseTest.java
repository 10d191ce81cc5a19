package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.model.Call;
import io.cpni.autoconfigure.model.Person;
import io.cpni.customer.CustomerId;
import io.cpni.label.ColumnRole;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** What becomes of labelled records that did not come through the gate, or not for this purpose, when they are written. */
class JsonReleaseTest {

    private static final Accessor CAROL = Accessor.staff("carol", Set.of("csr"), Instant.parse("2199-01-01T00:00:00Z"));
    private static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();
    private static final AccessContext SUPPORT =
            AccessContext.of(CAROL, Purpose.PROVIDE_SERVICE).build();
    private static final Instant BEGUN = Instant.parse("2026-03-15T10:00:00Z");

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withConfiguration(
                    AutoConfigurations.of(JacksonAutoConfiguration.class, CpniJacksonAutoConfiguration.class))
            .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
            .withPropertyValues(
                    "cpni.grants[1].role=csr",
                    "cpni.grants[1].purposes=PROVIDE_SERVICE",
                    "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                    "cpni.grants[1].scope=ASSIGNED",
                    "cpni.grants[1].masks=TELEPHONE_NUMBER");

    @Cpni
    record Sheet(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee,

            @Cpni({DataCategory.CALL_DETAIL, DataCategory.LOCATION})
            String cell,

            @Cpni(value = DataCategory.LOCATION, mask = MaskStyle.START_OF_MONTH)
            LocalDate day,

            @Cpni(role = ColumnRole.OCCURRED_AT) Instant begun,
            @NotCpni(reason = "version of the format") String format) {

        @JsonProperty
        String summary() {
            return "to " + callee;
        }

        static Sheet of(long customer) {
            return new Sheet(customer, "+12125550100", "cell-7781", LocalDate.of(2026, 3, 15), BEGUN, "v1");
        }
    }

    interface Work {
        void with(JsonMapper mapper) throws Exception;
    }

    private void run(Work work) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            "carol",
                            CustomerId.of(1),
                            "T-1",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
            work.with(context.getBean(JsonMapper.class));
        });
    }

    private static String within(AccessContext context, JsonMapper mapper, Object value) {
        return AccessScope.within(context, () -> mapper.writeValueAsString(value));
    }

    @Test
    void withoutAContextNothingLabelledIsWritten() {
        run(mapper -> {
            assertThat(mapper.writeValueAsString(Sheet.of(1))).isEqualTo("{\"format\":\"v1\"}");
            assertThat(mapper.writeValueAsString(List.of(Map.of("a", Sheet.of(1)))))
                    .isEqualTo("[{\"a\":{\"format\":\"v1\"}}]");
        });
    }

    @Test
    void whatThePurposeMaySeeIsWrittenAndTheRestIsMasked() {
        run(mapper -> assertThat(mapper.readTree(within(BILLING, mapper, Sheet.of(1))))
                .isEqualTo(mapper.readTree("{\"customer\":1,\"callee\":\"+12125550100\",\"cell\":\"***\","
                        + "\"day\":\"2026-03-01\",\"begun\":\"2026-03-15T10:00:00Z\",\"format\":\"v1\","
                        + "\"summary\":\"***\"}")));
    }

    @Test
    void aStyleThatTheGrantMasksIsMaskedAndWhatIsCalculatedFromItToo() {
        run(mapper -> assertThat(within(SUPPORT, mapper, Sheet.of(1)))
                .contains("\"callee\":\"+1212xxxxxxx\"", "\"summary\":\"***\"", "\"begun\":\"2026-03-15T10:00:00Z\"")
                .doesNotContain("5550100"));
    }

    @Test
    void theRecordsOfACustomerOutOfReachAreEmpty() {
        run(mapper -> {
            assertThat(within(SUPPORT, mapper, List.of(Sheet.of(1), Sheet.of(2))))
                    .contains("+1212xxxxxxx")
                    .contains("{\"format\":\"v1\"}");
            assertThat(within(SUPPORT, mapper, Sheet.of(2))).isEqualTo("{\"format\":\"v1\"}");
        });
    }

    @Test
    void anEntityReadInFullUnderOnePurposeIsMaskedUnderAnother() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            "carol",
                            CustomerId.of(1),
                            "T-1",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
            JsonMapper mapper = context.getBean(JsonMapper.class);
            Call full = load(context.getBean(EntityManagerFactory.class), BILLING);
            Call masked = load(context.getBean(EntityManagerFactory.class), SUPPORT);

            assertThat(full.getCallee()).isEqualTo("+12125550100");
            assertThat(within(BILLING, mapper, full)).isEqualTo("{\"callee\":\"+12125550100\"}");
            assertThat(within(SUPPORT, mapper, full)).isEqualTo("{\"callee\":\"+1212xxxxxxx\"}");
            assertThat(masked.getCallee()).isEqualTo("+1212xxxxxxx");
            assertThat(within(SUPPORT, mapper, masked)).isEqualTo("{\"callee\":\"+1212xxxxxxx\"}");
        });
    }

    private static Call load(EntityManagerFactory factory, AccessContext context) {
        return AccessScope.within(context, () -> factory.callInTransaction(em -> em.find(Call.class, 1L)));
    }

    @Test
    void anAssociationThatIsNotLoadedLeadsToNobody() {
        runner.run(context -> {
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            CarrierContext.store(factory);
            JsonMapper mapper = context.getBean(JsonMapper.class);
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            "carol",
                            CustomerId.of(1),
                            "T-1",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
            Person proxy = AccessScope.within(
                    BILLING, () -> factory.callInTransaction(em -> em.getReference(Person.class, 1L)));

            assertThat(within(SUPPORT, mapper, new Call(1L, proxy, "+12125550100")))
                    .isEqualTo("{}");
        });
    }

    @Cpni
    record Tagged(
            @CustomerKey Long customer,

            @Cpni(value = DataCategory.LOCATION, mask = MaskStyle.TOKEN)
            String cell) {}

    @Test
    void aTokenStaysTheTokenThatItIsAndWithoutAKeyNothingIsShown() {
        run(mapper -> assertThat(within(BILLING, mapper, new Tagged(1L, "cell-7781")))
                .isEqualTo("{\"customer\":1,\"cell\":null}"));
        runner.withPropertyValues("cpni.mask.token-key=" + "A".repeat(43) + "=").run(context -> {
            JsonMapper mapper = context.getBean(JsonMapper.class);
            String once = mapper.readTree(within(BILLING, mapper, new Tagged(1L, "cell-7781")))
                    .get("cell")
                    .asString();

            assertThat(once).startsWith("tok_");
            assertThat(within(BILLING, mapper, new Tagged(1L, once))).contains(once);
        });
    }

    // What lies inside another object

    @Cpni
    record Leg(@Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee, String trunk) {}

    record Statement(@CustomerKey Long customer, List<Leg> legs, String title) {}

    @Test
    void aRecordWithoutAKeyOfItsOwnBelongsToTheCustomerAroundIt() {
        run(mapper -> {
            Leg leg = new Leg("+12125550100", "t9");
            assertThat(within(SUPPORT, mapper, leg)).isEqualTo("{}");
            assertThat(within(SUPPORT, mapper, new Statement(1L, List.of(leg), "May")))
                    .isEqualTo("{\"customer\":1,\"legs\":[{\"callee\":\"+1212xxxxxxx\",\"trunk\":\"t9\"}],"
                            + "\"title\":\"May\"}");
            assertThat(within(
                            SUPPORT,
                            mapper,
                            List.of(new Statement(1L, List.of(), "May"), leg, new Statement(2L, List.of(leg), "Jun"))))
                    .isEqualTo("[{\"customer\":1,\"legs\":[],\"title\":\"May\"},{},"
                            + "{\"customer\":2,\"legs\":[{}],\"title\":\"Jun\"}]");
        });
    }

    // Forms in which Jackson makes other writers of those that are guarded

    record Wrapper(@JsonUnwrapped(prefix = "call_") Sheet sheet) {}

    static class Public {}

    @Cpni
    record Viewed(
            @CustomerKey Long customer,

            @JsonView(Public.class) @JsonProperty("dialled") @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
            String callee,

            @JsonView(Public.class) String note) {}

    @Cpni
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Row(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee,
            int seconds) {}

    @Test
    void unwrappedRenamedViewedAndTabularRecordsAreGuardedToo() {
        run(mapper -> {
            assertThat(mapper.writeValueAsString(new Wrapper(Sheet.of(1)))).isEqualTo("{\"call_format\":\"v1\"}");
            assertThat(within(SUPPORT, mapper, new Wrapper(Sheet.of(1))))
                    .contains("\"call_callee\":\"+1212xxxxxxx\"")
                    .doesNotContain("5550100");
            Viewed viewed = new Viewed(1L, "+12125550100", "wants a refund");
            assertThat(mapper.writerWithView(Public.class).writeValueAsString(viewed))
                    .isEqualTo("{}");
            assertThat(AccessScope.within(
                            SUPPORT, () -> mapper.writerWithView(Public.class).writeValueAsString(viewed)))
                    .isEqualTo("{\"dialled\":\"+1212xxxxxxx\",\"note\":\"wants a refund\"}");
            Row row = new Row(1L, "+12125550100", 61);
            assertThat(mapper.writeValueAsString(row)).isEqualTo("[null,null,null]");
            assertThat(within(SUPPORT, mapper, row)).isEqualTo("[1,\"+1212xxxxxxx\",61]");
        });
    }

    @Cpni
    record Whole(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee) {
        @JsonValue
        String text() {
            return customer + ":" + callee;
        }
    }

    @Cpni
    record Own(
            @CustomerKey Long customer,
            @Cpni(mask = MaskStyle.TELEPHONE_NUMBER) String callee) {}

    static class Shouting extends ValueSerializer<Own> {
        @Override
        public void serialize(Own value, JsonGenerator generator, SerializationContext call) {
            generator.writeString("!" + value.callee());
        }
    }

    @Test
    void whatIsNotWrittenByPropertiesIsWrittenWholeOrNotAtAll() {
        run(built -> {
            JsonMapper mapper = built.rebuild()
                    .addModule(new SimpleModule().addSerializer(Own.class, new Shouting()))
                    .build();
            for (Object value : List.of(new Whole(1L, "+12125550100"), new Own(1L, "+12125550100"))) {
                assertThat(mapper.writeValueAsString(value)).isEqualTo("null");
                assertThat(within(SUPPORT, mapper, value)).isEqualTo("null");
                assertThat(within(BILLING, mapper, value)).contains("+12125550100");
            }
        });
    }

    @Cpni
    record Loose(@CustomerKey Long customer) {
        @JsonAnyGetter
        Map<String, String> more() {
            return Map.of("callee", "+12125550100");
        }
    }

    @Cpni
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    record Typed(@CustomerKey Long customer, @JsonTypeId String callee) {}

    @Cpni
    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "callee")
    record Identified(@CustomerKey Long customer, String callee) {}

    @Cpni
    @JsonSerialize(using = Shouting.class)
    record Shouted(@CustomerKey Long customer, String callee) {}

    record Shouter(@JsonSerialize(using = Shouting.class) Own own) {}

    record Referring(
            @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "trunk")
            Leg leg) {}

    @Test
    void formsThatWouldWritePastTheGuardAreRefused() {
        run(mapper -> {
            for (Object value : List.of(
                    new Loose(1L),
                    new Typed(1L, "+12125550100"),
                    new Identified(1L, "+12125550100"),
                    new Shouted(1L, "+12125550100"),
                    new Shouter(new Own(1L, "+12125550100")),
                    new Referring(new Leg("+12125550100", "t9")))) {
                assertThatThrownBy(() -> mapper.writeValueAsString(value))
                        .hasStackTraceContaining("cannot be written as JSON")
                        .hasMessageNotContaining("5550100");
            }
        });
    }

    @Test
    void aRecordThatIsTheKeyOfAMapIsMasked() {
        run(mapper ->
                assertThat(within(BILLING, mapper, Map.of(Sheet.of(1), "x"))).isEqualTo("{\"***\":\"x\"}"));
    }

    // Time

    /** A clock that the test sets. */
    static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void inAStreamThatGoesOnWhatHasChangedHoldsForWhatComesAfterIt() {
        SetClock clock = new SetClock();
        runner.withBean(Clock.class, () -> clock).run(context -> {
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            "carol", CustomerId.of(1), "T-1", clock.now.minusSeconds(60), clock.now.plusSeconds(5)));
            JsonMapper mapper = context.getBean(JsonMapper.class);
            StringWriter out = new StringWriter();
            AccessScope scope = AccessScope.open(SUPPORT);
            try (scope;
                    SequenceWriter stream = mapper.writer().writeValues(out)) {
                Sheet sheet = Sheet.of(1);
                stream.write(sheet);
                clock.now = clock.now.plusSeconds(10);
                stream.write(sheet);
                stream.write(Sheet.of(1));
            }

            assertThat(out.toString())
                    .containsOnlyOnce("+1212xxxxxxx")
                    .endsWith("{\"format\":\"v1\"} {\"format\":\"v1\"}");
        });
    }

    // Mappers

    @Test
    void aMapperThatKnowsNothingOfLabelsStopsTheStart() {
        ApplicationContextRunner other = runner.withBean(
                "partnerMapper", JsonMapper.class, () -> JsonMapper.builder().build());
        other.run(context -> assertThat(context)
                .getFailure()
                .isInstanceOf(UnguardedMapperException.class)
                .hasMessageContaining("partnerMapper"));
        other.withPropertyValues("cpni.json.exempt-mappers.partnerMapper=writes tariffs only")
                .run(context -> assertThat(context).hasNotFailed());
        other.withPropertyValues("cpni.json.exempt-mappers.partnerMapper= ")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("needs a reason"));
    }
}
