package io.cpni.autoconfigure;

import io.cpni.observation.Inventory;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says at start-up what is guarded, and what is declared not to be. */
final class InventoryLog implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryLog.class);

    private final Supplier<Inventory> inventory;

    InventoryLog(Supplier<Inventory> inventory) {
        this.inventory = inventory;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Inventory all = inventory.get();
        LOG.info(
                "Guarded: data sources {}, {} labelled tables; {} relations are declared to hold no customer data",
                all.dataSources(),
                all.tables().size(),
                all.plainRelations().size());
        all.tables()
                .forEach(table -> LOG.info(
                        "Labelled: {} {}, by {}: {}",
                        table.name(),
                        table.categories(),
                        table.customerKey(),
                        table.columns().stream().map(InventoryLog::column).collect(Collectors.joining(", "))));
        all.exceptions().forEach(declared -> LOG.info("Declared: {}: {}", declared.what(), declared.reason()));
    }

    private static String column(Inventory.Column column) {
        return column.name() + " " + (column.categories().isEmpty() ? "(none)" : column.categories());
    }
}
