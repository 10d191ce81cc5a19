package io.cpni.autoconfigure;

import io.cpni.autoconfigure.ways.VoiceCall;
import jakarta.persistence.ParameterMode;
import java.sql.CallableStatement;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.CallableStatementCallback;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;

/** What the gate refuses to everybody, who may see all too, and what it refuses to do with tokens. */
final class BlindAlleys {

    private BlindAlleys() {}

    /**
     * A way that is refused.
     *
     * @param said what the refusal says, which names the remedy or what is refused
     */
    record BlindAlley(String name, Function<WaysCarrier, @Nullable Object> ask, String said) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The database has the function {@code callee_of(id)} and the view {@code every_call}, of which the gate knows nothing. */
    static Stream<BlindAlley> forEverybody() {
        return Stream.of(
                alley("function in a native @Query", c -> c.calls().nativeFunction(), "callee_of"),
                alley("@Procedure", c -> c.calls().procedure(1L), "stored procedures"),
                alley(
                        "function in HQL",
                        c -> c.em().createQuery("select function('callee_of', c.id) from VoiceCall c", String.class)
                                .getResultList(),
                        "callee_of"),
                alley(
                        "function in Criteria",
                        c -> {
                            var build = c.em().getCriteriaBuilder();
                            var query = build.createQuery(String.class);
                            var call = query.from(VoiceCall.class);
                            return c.em().createQuery(
                                            query.select(build.function("callee_of", String.class, call.get("id"))))
                                    .getResultList();
                        },
                        "callee_of"),
                alley(
                        "function without a table",
                        c -> c.jdbc().queryForObject("select callee_of(1)", String.class),
                        "callee_of"),
                alley(
                        "stored procedure query",
                        c -> c.em().createStoredProcedureQuery("callee_of")
                                .registerStoredProcedureParameter(1, Long.class, ParameterMode.IN)
                                .setParameter(1, 1L)
                                .getResultList(),
                        "stored procedures"),
                alley(
                        "SimpleJdbcCall",
                        c -> new SimpleJdbcCall(c.jdbc())
                                .withFunctionName("callee_of")
                                .executeFunction(String.class, Map.of()),
                        "stored procedures"),
                alley(
                        "call of JdbcTemplate",
                        c -> c.jdbc().execute("{call callee_of(1)}", (CallableStatementCallback<String>)
                                BlindAlleys::result),
                        "stored procedures"),
                alley("view", c -> c.jdbc().queryForList("select callee from every_call"), "every_call"),
                alley(
                        "view in a native query",
                        c -> c.em().createNativeQuery("select callee from every_call")
                                .getResultList(),
                        "every_call"),
                alley(
                        "second statement",
                        c -> c.jdbc().queryForList("select 1; select callee from voice_call"),
                        "statement"),
                alley("whole table", c -> c.jdbc().queryForList("table voice_call"), "'table'"));
    }

    private static String result(CallableStatement call) throws java.sql.SQLException {
        call.execute();
        return call.getString(1);
    }

    /** The column {@code device} is shown to the onlooker as tokens, and stands by itself or not at all. */
    static Stream<BlindAlley> withTokens() {
        return Stream.of(
                token("Sort", c -> c.calls().findAll(Sort.by("device"))),
                token("Example", c -> c.calls().findAll(Example.of(VoiceCall.withDevice("device-555-1")))),
                token(
                        "Specification",
                        c -> c.calls()
                                .findAll((root, query, criteria) -> criteria.like(root.get("device"), "device%", '!'))),
                tokenInJpql("filter", "select c.id from VoiceCall c where c.device = 'device-555-1'"),
                tokenInJpql("order", "select c.id from VoiceCall c order by c.device"),
                tokenInJpql("group", "select c.device, count(c) from VoiceCall c group by c.device"),
                tokenInJpql("distinct", "select distinct c.device from VoiceCall c"),
                tokenInJpql("aggregate", "select max(c.device) from VoiceCall c"),
                tokenInJpql("calculation", "select length(c.device) from VoiceCall c"),
                tokenInJpql("join", "select c.id from VoiceCall c join VoiceCall o on o.device = c.device"),
                tokenInJpql(
                        "subquery", "select s.id from Subscriber s where 'x' in (select c.device from VoiceCall c)"),
                token("native order", c -> c.jdbc().queryForList("select id, device from voice_call order by device")),
                token(
                        "native order by place",
                        c -> c.jdbc().queryForList("select id, device from voice_call order by 2")),
                token(
                        "native filter",
                        c -> c.jdbc().queryForList("select id from voice_call where device like ?", "device-555-1%")));
    }

    private static BlindAlley tokenInJpql(String name, String query) {
        return token(
                "JPQL " + name, c -> c.em().createQuery(query, Object.class).getResultList());
    }

    private static BlindAlley token(String name, Function<WaysCarrier, @Nullable Object> ask) {
        return alley(name, ask, "token");
    }

    private static BlindAlley alley(String name, Function<WaysCarrier, @Nullable Object> ask, String said) {
        return new BlindAlley(name, ask, said);
    }
}
