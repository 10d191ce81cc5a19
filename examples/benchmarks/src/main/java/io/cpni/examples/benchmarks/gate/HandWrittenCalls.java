package io.cpni.examples.benchmarks.gate;

import io.cpni.examples.benchmarks.gate.repository.Call;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/** Reads calls as an application does that masks numbers and asks for the customer's approval in its own statements. */
class HandWrittenCalls {

    private static final OffsetDateTime NOW = DataSet.NOW.atOffset(ZoneOffset.UTC);
    private static final String OF_ACCOUNTS = """
            select c.id, c.account_id, {callee}, {caller}, c.started_at, c.duration_s, c.cost from call_record c{join} \
            where c.account_id in (%s){and}""";

    private final EntityManager session;
    private final Database database;
    private final List<Integer> scopes;

    HandWrittenCalls(EntityManager session, Database database, List<Integer> scopes) {
        this.session = session;
        this.database = database;
        this.scopes = scopes;
    }

    /** The better of the two forms by hand, by the tables of statements. */
    private Way way(Reader reader) {
        return reader == Reader.HELP_DESK ? Way.MASKED_BY_HAND : Way.AGREED_BY_JOIN;
    }

    /** Returns the newest hundred calls of an account. */
    @Transactional(readOnly = true)
    public List<Call> page(Reader reader, long account) {
        return read(reader, Form.PAGE.template(), List.of(account));
    }

    /** Returns all calls of some accounts. */
    @Transactional(readOnly = true)
    public List<Call> all(Reader reader, Collection<Long> accounts) {
        String markers = String.join(", ", Collections.nCopies(accounts.size(), "?"));
        return read(reader, OF_ACCOUNTS.formatted(markers), accounts);
    }

    @SuppressWarnings("unchecked") // Hibernate returns what the second argument says
    private List<Call> read(Reader reader, String template, Collection<Long> accounts) {
        Way way = way(reader);
        Query query = session.createNativeQuery(way.sql(database, template, scopes), Call.class);
        int at = 1;
        for (Long account : accounts) {
            query.setParameter(at++, account);
        }
        if (way.bindsInstant()) {
            query.setParameter(at++, NOW);
            query.setParameter(at, NOW);
        }
        return query.getResultList();
    }
}
