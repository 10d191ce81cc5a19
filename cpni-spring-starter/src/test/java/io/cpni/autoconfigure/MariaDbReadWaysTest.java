package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.jdbc.MariaDbServer;
import io.cpni.sql.CpniStatementRefusedException;
import org.junit.jupiter.api.Test;

/** Every way out on MariaDB. */
class MariaDbReadWaysTest extends ReadWaysContract {

    @Override
    WaysCarrier start() {
        return new WaysCarrier(MariaDbServer.url(MariaDbServer.createDatabase()), "root");
    }

    /**
     * Where a pattern has no {@code escape}, Hibernate says to MariaDB {@code replace(?, '\\', '\\\\')}; where the gate comes
     * to read that, this test has done its work.
     */
    @Test
    void aPatternThatHibernateEscapesItselfIsRefused() {
        assertThatExceptionOfType(CpniStatementRefusedException.class)
                .isThrownBy(() -> carrier()
                        .as(
                                Onlooker.BILLING.context(),
                                () -> carrier()
                                        .em()
                                        .createQuery(
                                                "select c.id from VoiceCall c where c.callee like :pattern", Long.class)
                                        .setParameter("pattern", "+1212%")
                                        .getResultList()))
                .withMessageContaining("backslash");
    }

    @Override
    String function() {
        return "create function callee_of(called bigint) returns varchar(99) reads sql data"
                + " return (select callee from voice_call where id = called)";
    }
}
