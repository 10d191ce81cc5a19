package io.cpni.actuator;

import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows the inventory: labelled tables and columns, guarded data sources, declared exceptions with their reasons. */
@Endpoint(id = "cpni")
public final class CpniEndpoint {

    private final Supplier<?> inventory;

    /** Creates an endpoint that shows what the given source tells when it is asked. */
    public CpniEndpoint(Supplier<?> inventory) {
        this.inventory = inventory;
    }

    /** Returns the inventory. */
    @ReadOperation
    public Object inventory() {
        return inventory.get();
    }
}
