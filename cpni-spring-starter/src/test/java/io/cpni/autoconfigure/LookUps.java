package io.cpni.autoconfigure;

import io.cpni.autoconfigure.ways.CallNote;
import io.cpni.autoconfigure.ways.QVoiceCall;
import io.cpni.autoconfigure.ways.VoiceCall;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Example;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways by which one call is looked up by its id. */
final class LookUps {

    private LookUps() {}

    /** A way to look up a call; what it returns tells whether there is one. */
    record LookUp(String name, BiFunction<WaysCarrier, Long, @Nullable Object> ask) {

        @Override
        public String toString() {
            return name;
        }

        /** Looks a call up and says what came of it, without naming the id. */
        String outcome(WaysCarrier carrier, long id, Onlooker onlooker) {
            String outcome;
            try {
                outcome = carrier.as(onlooker.context(), () -> String.valueOf(seen(ask.apply(carrier, id))));
            } catch (RuntimeException e) {
                outcome = e.toString() + e.getCause();
            }
            return outcome.replaceAll("\\b" + id + "\\b", "ID");
        }

        private static @Nullable Object seen(@Nullable Object found) {
            if (found instanceof VoiceCall call) {
                return CallLines.of(List.of(call));
            } else if (found instanceof Optional<?> maybe) {
                return maybe.map(LookUp::seen);
            }
            return found;
        }
    }

    static Stream<LookUp> all() {
        return Stream.of(
                new LookUp("find", (c, id) -> c.em().find(VoiceCall.class, id)),
                new LookUp(
                        "find with lock", (c, id) -> c.em().find(VoiceCall.class, id, LockModeType.PESSIMISTIC_WRITE)),
                new LookUp("getReference", (c, id) -> c.em().getReference(VoiceCall.class, id)),
                new LookUp(
                        "reference by object",
                        (c, id) -> c.em().unwrap(Session.class)
                                .byId(VoiceCall.class)
                                .getReference(id)),
                new LookUp(
                        "loadOptional",
                        (c, id) -> c.em().unwrap(Session.class)
                                .byId(VoiceCall.class)
                                .loadOptional(id)),
                new LookUp("lock of a reference", (c, id) -> {
                    VoiceCall call = c.em().getReference(VoiceCall.class, id);
                    c.em().lock(call, LockModeType.PESSIMISTIC_WRITE);
                    return call;
                }),
                new LookUp("refresh of a reference", (c, id) -> {
                    VoiceCall call = c.em().getReference(VoiceCall.class, id);
                    c.em().refresh(call);
                    return call;
                }),
                new LookUp(
                        "lazy association",
                        (c, id) -> c.em().find(CallNote.class, id).getCall()),
                new LookUp(
                        "JPQL, one result",
                        (c, id) -> c.em().createQuery("select c from VoiceCall c where c.id = " + id, VoiceCall.class)
                                .getSingleResult()),
                new LookUp(
                        "JPQL of the association",
                        (c, id) -> c
                                .em()
                                .createQuery("select n.call from CallNote n where n.id = " + id, VoiceCall.class)
                                .getResultList()
                                .stream()
                                .map(LookUp::seen)
                                .toList()),
                new LookUp(
                        "native query, one result",
                        (c, id) -> c.em().createNativeQuery("select callee from voice_call where id = " + id)
                                .getSingleResult()),
                new LookUp(
                        "count",
                        (c, id) -> c.em().createQuery("select count(c) from VoiceCall c where c.id = " + id)
                                .getSingleResult()),
                new LookUp(
                        "sum",
                        (c, id) -> c.em().createQuery("select sum(c.seconds) from VoiceCall c where c.id = " + id)
                                .getSingleResult()),
                new LookUp("findById", (c, id) -> c.calls().findById(id)),
                new LookUp("getReferenceById", (c, id) -> c.calls().getReferenceById(id)),
                new LookUp("existsById", (c, id) -> c.calls().existsById(id)),
                new LookUp(
                        "Specification",
                        (c, id) -> c.calls().findOne((root, query, criteria) -> criteria.equal(root.get("id"), id))),
                new LookUp("Example", (c, id) -> c.calls().findOne(Example.of(VoiceCall.withId(id)))),
                new LookUp("Querydsl predicate", (c, id) -> c.calls().findOne(QVoiceCall.voiceCall.id.eq(id))),
                new LookUp(
                        "JdbcTemplate, one result",
                        (c, id) -> c.jdbc()
                                .queryForObject("select callee from voice_call where id = ?", String.class, id)),
                new LookUp(
                        "JdbcClient",
                        (c, id) -> JdbcClient.create(c.jdbc())
                                .sql("select callee from voice_call where id = ?")
                                .param(id)
                                .query(String.class)
                                .optional()));
    }
}
