package io.cpni.purpose;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;

/** Flags of customers on H2. */
class H2CustomerFlagsTest extends JdbcCustomerFlagsContract {

    H2CustomerFlagsTest() {
        super(TestDatabase.h2(CustomerKeyType.BIGINT));
    }
}
