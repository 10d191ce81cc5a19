package io.cpni.autoconfigure;

import io.cpni.sql.MaintenanceScope;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps maintenance scopes open between two calls from the container, on the thread that initializes the beans. */
final class MaintenanceWindow {

    private static final ThreadLocal<Deque<MaintenanceScope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    void open(String tool) {
        OPEN.get().push(MaintenanceScope.open(tool));
    }

    void close() {
        Deque<MaintenanceScope> open = OPEN.get();
        open.pop().close();
        if (open.isEmpty()) {
            OPEN.remove();
        }
    }
}
