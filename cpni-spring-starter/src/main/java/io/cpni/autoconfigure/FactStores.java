package io.cpni.autoconfigure;

import io.cpni.customer.CustomerKeyType;
import javax.sql.DataSource;

/**
 * What the stores of facts are built on: the raw data source whose tables of facts are known to exist.
 *
 * @param raw the data source behind the gate
 * @param keyType the type of customer ids in it
 */
record FactStores(DataSource raw, CustomerKeyType keyType) {}
