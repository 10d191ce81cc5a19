package io.cpni.purpose;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;

/** Flags of customers on MariaDB. */
class MariaDbCustomerFlagsTest extends JdbcCustomerFlagsContract {

    MariaDbCustomerFlagsTest() {
        super(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
    }
}
