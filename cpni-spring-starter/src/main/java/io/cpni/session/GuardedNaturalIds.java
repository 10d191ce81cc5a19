package io.cpni.session;

import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.metamodel.mapping.EntityMappingType;

/** Loads by several natural ids, which finds what a session manages without an event and without a statement. */
record GuardedNaturalIds<E>(MultiNaturalIdLoader<E> loader, RecordGuard guard) implements MultiNaturalIdLoader<E> {

    @Override
    public <K> List<E> multiLoad(
            K[] naturalIds, MultiNaturalIdLoadOptions options, SharedSessionContractImplementor session) {
        guard.asked(session);
        return loader.multiLoad(naturalIds, options, session);
    }

    @Override
    public EntityMappingType getLoadable() {
        return loader.getLoadable();
    }
}
