package io.cpni.accessor;

import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Assignments, trainings and grants on MariaDB. */
class MariaDbFactsTest {

    private final TestDatabase database = TestDatabase.mariaDb(CustomerKeyType.BIGINT);

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class Assignments extends AssignmentStoreContract {

        private final AssignmentStore store = new JdbcAssignmentStore(database.dataSource(), CustomerKeyType.BIGINT);

        @Override
        protected AssignmentStore store() {
            return store;
        }
    }

    @Nested
    class Trainings extends JdbcTrainingRegisterContract {

        private final JdbcTrainingRegister register = new JdbcTrainingRegister(database.dataSource());

        @Override
        JdbcTrainingRegister register() {
            return register;
        }
    }

    @Nested
    class GivenGrants extends GrantStoreContract {

        @Override
        TestDatabase database() {
            return database;
        }
    }
}
