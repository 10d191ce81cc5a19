package io.cpni.autoconfigure.ways;

import java.util.List;

/** A customer as a projection, with projections of the calls. */
public interface SubscriberView {

    List<CallView> getCalls();
}
