package io.cpni.breakglass;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.Nested;

class BreakGlassTest {

    @Nested
    class OnH2 extends BreakGlassContract {
        OnH2() {
            super(TestDatabase.h2(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class OnPostgres extends BreakGlassContract {
        OnPostgres() {
            super(TestDatabase.postgres(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class OnMariaDb extends BreakGlassContract {
        OnMariaDb() {
            super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }
}
