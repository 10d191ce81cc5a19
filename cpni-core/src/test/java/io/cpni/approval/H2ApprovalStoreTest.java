package io.cpni.approval;

import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

class H2ApprovalStoreTest {

    @Nested
    class WithNumbers extends JdbcApprovalStoreContract {

        WithNumbers() {
            super(CustomerKeyType.BIGINT, TestDatabase.h2(CustomerKeyType.BIGINT));
        }
    }

    @Nested
    class WithUuids extends JdbcApprovalStoreContract {

        WithUuids() {
            super(CustomerKeyType.UUID, TestDatabase.h2(CustomerKeyType.UUID));
        }

        @Override
        protected CustomerId customer(int number) {
            return new CustomerId(new UUID(0x4711L, number).toString());
        }
    }

    @Nested
    class WithTexts extends JdbcApprovalStoreContract {

        WithTexts() {
            super(CustomerKeyType.VARCHAR, TestDatabase.h2(CustomerKeyType.VARCHAR));
        }

        @Override
        protected CustomerId customer(int number) {
            return new CustomerId("C-" + number);
        }
    }
}
