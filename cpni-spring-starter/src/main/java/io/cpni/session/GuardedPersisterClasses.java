package io.cpni.session;

import io.cpni.label.RecordLabels;
import java.util.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;

/**
 * Gives every entity a persister that can be guarded, and labelled ones dynamic updates: an update names the attributes
 * that changed and no others, so that a masked one which nobody touched stays as it is.
 */
final class GuardedPersisterClasses extends StandardPersisterClassResolver {

    private static final long serialVersionUID = 1L;

    @Override
    public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass model) {
        if (isLabelled(model)) {
            model.setDynamicUpdate(true);
        }
        return super.getEntityPersisterClass(model);
    }

    @Override
    public Class<? extends EntityPersister> singleTableEntityPersister() {
        return GuardedSingleTablePersister.class;
    }

    @Override
    public Class<? extends EntityPersister> joinedSubclassEntityPersister() {
        return GuardedJoinedPersister.class;
    }

    @Override
    public Class<? extends EntityPersister> unionSubclassEntityPersister() {
        return GuardedUnionPersister.class;
    }

    private static boolean isLabelled(PersistentClass model) {
        return model.hasPojoRepresentation()
                && (isLabelled(model.getMappedClass()) || embedsLabels(model.getPropertyClosure()));
    }

    private static boolean embedsLabels(Collection<Property> properties) {
        return properties.stream()
                .anyMatch(property -> property.getValue() instanceof Component component
                        && !component.isDynamic()
                        && (isLabelled(component.getComponentClass()) || embedsLabels(component.getProperties())));
    }

    private static boolean isLabelled(Class<?> type) {
        try {
            return RecordLabels.of(type).isLabelled();
        } catch (IllegalArgumentException contradictory) {
            // Labelled for certain; what contradicts what is said when the labels are read, and stops the start.
            return true;
        }
    }
}
