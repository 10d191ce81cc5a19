package io.cpni.autoconfigure;

/** Tells whether a JPA model is going to be read, so that statements which come before it can be told to wait for it. */
@FunctionalInterface
interface AwaitedModel {

    /** Tells whether there is an entity manager factory, built or yet to be built. */
    boolean isAwaited();
}
