package io.cpni.autoconfigure;

/**
 * Holds the clock that the gate decides by. The clock itself is no bean, because it would be taken for the application's.
 */
record DecidingClock(BoundedClock bounded) {}
