package io.cpni.approval;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

class MariaDbApprovalStoreTest {

    @Nested
    class WithNumbers extends JdbcApprovalStoreContract {

        WithNumbers() {
            super(CustomerKeyType.BIGINT, TestDatabase.mariaDb(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class WithUuids extends JdbcApprovalStoreContract {

        WithUuids() {
            super(CustomerKeyType.UUID, TestDatabase.mariaDb(CustomerKeyType.UUID));
        }

        @Override
        protected CustomerId customer(int number) {
            return new CustomerId(new UUID(0x4711L, number).toString());
        }
    }

    @Nested
    class WithTexts extends JdbcApprovalStoreContract {

        WithTexts() {
            super(CustomerKeyType.VARCHAR, TestDatabase.mariaDb(CustomerKeyType.VARCHAR));
        }

        @Override
        protected CustomerId customer(int number) {
            return new CustomerId("C-" + number);
        }
    }
}
