package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a transaction shows its ticket anew. */
class TransactionTicketTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private int shown;
    private boolean failing;
    private final TransactionTicket ticket = new TransactionTicket(
            (connection, context, at) -> {
                if (failing) {
                    throw new SQLException("no answer");
                }
                shown++;
                return new Admission(
                        new RowSecurityRecord("v", "u", Set.of(), List.of(), List.of(), List.of()), 1, false);
            },
            (Connection) Proxy.newProxyInstance(
                    TransactionTicketTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> null));

    private int shownAfter(AccessContext context, Duration since) throws SQLException {
        ticket.show(context, NOON.plus(since));
        return shown;
    }

    @Test
    void itIsShownOnceForAContext() throws SQLException {
        assertThat(shownAfter(Staff.billing(), Duration.ZERO)).isEqualTo(1);
        assertThat(shownAfter(Staff.billing(), Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(shownAfter(Staff.clerk(), Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(shownAfter(Staff.billing(), Duration.ofMinutes(1))).isEqualTo(3);
    }

    @Test
    void itIsRenewedWellBeforeItEnds() throws SQLException {
        assertThat(shownAfter(Staff.billing(), Duration.ZERO)).isEqualTo(1);
        assertThat(shownAfter(Staff.billing(), RowSecurity.LONGEST_TICKET.minusMinutes(2)))
                .isEqualTo(2);
    }

    @Test
    void itIsShownAgainInTheNextTransactionAndAfterAFailure() throws SQLException {
        assertThat(shownAfter(Staff.billing(), Duration.ZERO)).isEqualTo(1);
        ticket.forget();
        assertThat(shownAfter(Staff.billing(), Duration.ZERO)).isEqualTo(2);
        failing = true;
        assertThatThrownBy(() -> ticket.show(Staff.clerk(), NOON)).isInstanceOf(SQLException.class);
        assertThat(ticket.isShown()).isFalse();
        failing = false;
        assertThat(shownAfter(Staff.billing(), Duration.ZERO)).isEqualTo(3);
    }
}
