package io.cpni.purpose;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;

/** Flags of customers on PostgreSQL. */
class PostgresCustomerFlagsTest extends JdbcCustomerFlagsContract {

    PostgresCustomerFlagsTest() {
        super(TestDatabase.postgres(CustomerKeyType.BIGINT));
    }
}
