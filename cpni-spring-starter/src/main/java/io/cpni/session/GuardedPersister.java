package io.cpni.session;

/** An entity persister that tells a {@link RecordGuard} of what passes through it without an event of Hibernate's. */
interface GuardedPersister {

    /** Installs the guard, once the entity manager factory is built. */
    void guardBy(RecordGuard guard);

    /** Returns the guard; one that does nothing until another is installed. */
    RecordGuard guard();
}
