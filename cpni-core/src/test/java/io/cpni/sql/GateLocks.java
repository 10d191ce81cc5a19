package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** FOR UPDATE locks the rows that the context may see, and only these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateLocks {

    private final Carrier carrier;
    private final String shortWait;

    GateLocks(Carrier carrier, String shortWait) {
        this.carrier = carrier;
        this.shortWait = shortWait;
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    @Test
    void visibleRowsAreLockedAndHiddenOnesAreNot() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection guarded = carrier.guarded().getConnection();
                Statement locking = guarded.createStatement();
                Connection other = carrier.raw().getConnection();
                Statement waiting = other.createStatement()) {
            guarded.setAutoCommit(false);
            assertThat(Outcome.read(
                            locking.executeQuery("select c.id from call_record c where c.id in (100, 500) for update")))
                    .hasSize(1);
            waiting.execute(shortWait);

            assertThatThrownBy(() -> waiting.executeUpdate("update call_record set note = 'x' where id = 100"))
                    .isInstanceOf(SQLException.class);
            assertThat(waiting.executeUpdate("update call_record set note = 'x' where id = 500"))
                    .isEqualTo(1);

            guarded.rollback();
            assertThat(waiting.executeUpdate("update call_record set note = 'x' where id = 100"))
                    .isEqualTo(1);
        }
    }
}
