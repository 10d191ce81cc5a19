package io.cpni.session;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What the sessions of a factory have to do with the records of one entity. */
interface RecordGuard {

    /** Does nothing: of a factory that is being built, or whose data nobody guards. */
    RecordGuard NONE = new RecordGuard() {
        @Override
        public boolean isLabelled() {
            return false;
        }

        @Override
        public void loaded(Object instance) {}

        @Override
        public void instantiated(Object instance, SharedSessionContractImplementor session) {}

        @Override
        public void asked(SharedSessionContractImplementor session) {}
    };

    /** Tells whether rows of labelled tables make up the entity's records. */
    boolean isLabelled();

    /** Takes note that an instance was filled from a row, under the bound context. */
    void loaded(Object instance);

    /**
     * Takes note that a session is about to fill an instance from a row. A session with a persistence context tells of it
     * by an event when it is done, one without does not.
     */
    void instantiated(Object instance, SharedSessionContractImplementor session);

    /** Checks, before instances are looked up among those that a session manages, that they may be given out. */
    void asked(SharedSessionContractImplementor session);
}
