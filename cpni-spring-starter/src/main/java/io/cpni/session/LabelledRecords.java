package io.cpni.session;

import io.cpni.label.TableLabels;
import java.util.Collection;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Guards the records of one entity in the sessions of one factory. */
final class LabelledRecords implements RecordGuard {

    private final SessionShapes shapes;
    private final MaskedInstances masked;
    private final List<MaskedInstances.OfTable> tables;

    /**
     * Guards the records of an entity.
     *
     * @param tables the labelled tables that its records come from, those of its collections included; none for an entity
     *     without customer data, whose associations may lead to some all the same
     */
    LabelledRecords(SessionShapes shapes, MaskedInstances masked, Collection<TableLabels> tables) {
        this.shapes = shapes;
        this.masked = masked;
        this.tables = tables.stream().map(table -> masked.new OfTable(table)).toList();
    }

    @Override
    public boolean isLabelled() {
        return !tables.isEmpty();
    }

    @Override
    public void loaded(Object instance) {
        for (MaskedInstances.OfTable table : tables) {
            if (table.mayBeMasked()) {
                masked.remember(instance);
                return;
            }
        }
    }

    @Override
    public void instantiated(Object instance, SharedSessionContractImplementor session) {
        if (!session.isEventSource()) {
            loaded(instance);
        }
    }

    @Override
    public void asked(SharedSessionContractImplementor session) {
        shapes.check(session);
    }
}
