package io.cpni.sql;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.ValueFamily;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The gate on MariaDB. */
class MariaDbGateTest {

    private static Carrier carrier() {
        return Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
    }

    @Nested
    class Reads extends GateReads {
        Reads() {
            super(carrier(), carrier(), ReadForms.mariaDb());
        }
    }

    @Nested
    class Leaks extends GateLeaks {
        Leaks() {
            super(carrier(), carrier());
        }
    }

    @Nested
    class Writes extends GateWrites {
        Writes() {
            super(carrier(), carrier(), WriteForms.mariaDb());
        }
    }

    @Nested
    class BackDoors extends GateBackDoors {
        BackDoors() {
            super(carrier());
        }
    }

    @Nested
    class Audit extends GateAudit {
        Audit() {
            super(carrier());
        }
    }

    @Nested
    class Kept extends GateRecords {
        Kept() {
            super(carrier());
        }
    }

    @Nested
    class Locks extends GateLocks {
        Locks() {
            super(carrier(), "SET innodb_lock_wait_timeout = 1");
        }
    }

    @Nested
    class Groups extends GateGroups {
        Groups() {
            super(carrier());
        }
    }

    @Nested
    class Tokens extends GateTokens {
        Tokens() {
            super(carrier());
        }
    }

    @Nested
    class Names extends GateNames {
        Names() {
            super(carrier());
        }

        @Override
        String valueColumn() {
            return "value";
        }
    }

    @Nested
    class Failures extends GateFailures {
        Failures() {
            super(carrier());
        }
    }

    @Nested
    class ServerTexts extends GateServerText {
        ServerTexts() {
            super(carrier());
        }
    }

    @Nested
    class Facts extends GateFacts {
        Facts() {
            super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Obligations extends GateObligations {
        Obligations() {
            super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class Scopes extends GateScopes {
        Scopes() {
            super(carrier());
        }
    }

    @Nested
    class Masks extends GateMasks {
        Masks() {
            super(carrier());
        }

        /** The server of the tests knows no zones by name. */
        @Override
        String inZone(String zone) {
            ZoneOffset offset = ZoneId.of(zone).getRules().getStandardOffset(Carrier.NOW);
            return "SET time_zone = '" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()) + "'";
        }

        @Override
        String longText() {
            return "TEXT";
        }

        @Override
        String reading() {
            return "DATETIME(6)";
        }

        @Override
        <T extends @Nullable Object> List<T> storable(List<T> values) {
            List<T> storable = new ArrayList<>(values);
            storable.removeIf(value -> value instanceof Temporal time && !(yearOf(time) >= 1 && yearOf(time) <= 9999));
            return storable;
        }

        private static int yearOf(Temporal time) {
            return time.get(ChronoField.YEAR);
        }

        /** A TIMESTAMP is an instant to the server and a reading in the session's zone to everybody else. */
        @Test
        @Override
        void instants() throws SQLException {
            check(
                    "TIMESTAMP(6) NULL",
                    ValueFamily.TEMPORAL,
                    LocalDateTime.class,
                    Arrays.asList(
                            null,
                            LocalDateTime.parse("2026-11-22T10:11:12.123456"),
                            LocalDateTime.parse("2026-11-01T00:00:00"),
                            LocalDateTime.parse("2026-10-31T23:59:59.999999"),
                            LocalDateTime.parse("1970-02-01T00:30:00"),
                            LocalDateTime.parse("2038-01-18T03:14:07")));
        }
    }

    @Nested
    class Oracle extends GateOracle {
        Oracle() {
            super(toTheByte(), toTheByte(), toTheByte(), SqlDialect.MARIADB);
        }

        /** Where 'Ada' equals 'ada', which of them DISTINCT shows is anybody's guess; MariaDbKeysTest is about that. */
        private static Carrier toTheByte() {
            TestDatabase database =
                    TestDatabase.mariaDb(CustomerKeyType.BIGINT, "&connectionCollation=utf8mb4_nopad_bin");
            database.execute("ALTER DATABASE COLLATE utf8mb4_nopad_bin");
            return Carrier.open(database);
        }
    }
}
