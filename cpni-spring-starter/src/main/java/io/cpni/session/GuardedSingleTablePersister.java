package io.cpni.session;

import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.MultiIdLoadOptions;
import org.hibernate.loader.ast.spi.MultiNaturalIdLoader;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.jspecify.annotations.Nullable;

/** Persists entities of one table, or of one table for all subclasses. Made by Hibernate. */
public final class GuardedSingleTablePersister extends SingleTableEntityPersister implements GuardedPersister {

    private static final long serialVersionUID = 1L;

    private transient volatile RecordGuard guard = RecordGuard.NONE;

    /** Creates the persister as Hibernate asks for it. */
    public GuardedSingleTablePersister(
            PersistentClass model,
            EntityDataAccess cache,
            NaturalIdDataAccess naturalIdCache,
            RuntimeModelCreationContext creation) {
        super(model, cache, naturalIdCache, creation);
    }

    @Override
    public void guardBy(RecordGuard installed) {
        this.guard = installed;
    }

    @Override
    public RecordGuard guard() {
        return guard;
    }

    @Override
    public Object instantiate(Object id, SharedSessionContractImplementor session) {
        Object instance = super.instantiate(id, session);
        guard.instantiated(instance, session);
        return instance;
    }

    @Override
    public @Nullable Object load(
            Object id, @Nullable Object instance, LockMode lock, SharedSessionContractImplementor session) {
        if (instance != null) {
            guard.instantiated(instance, session);
        }
        return super.load(id, instance, lock, session);
    }

    @Override
    public List<?> multiLoad(Object[] ids, SharedSessionContractImplementor session, MultiIdLoadOptions options) {
        guard.asked(session);
        return super.multiLoad(ids, session, options);
    }

    @Override
    public MultiNaturalIdLoader<?> getMultiNaturalIdLoader() {
        return new GuardedNaturalIds<>(super.getMultiNaturalIdLoader(), guard);
    }
}
