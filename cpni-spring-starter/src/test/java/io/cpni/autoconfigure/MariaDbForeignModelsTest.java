package io.cpni.autoconfigure;

import io.cpni.jdbc.MariaDbServer;

/** Foreign models on MariaDB. */
class MariaDbForeignModelsTest extends ForeignModelsContract {

    @Override
    String url() {
        return MariaDbServer.url(MariaDbServer.createDatabase());
    }

    @Override
    boolean isNamed(String table) {
        // A schema is a database there, and double quotes are none.
        return false;
    }
}
