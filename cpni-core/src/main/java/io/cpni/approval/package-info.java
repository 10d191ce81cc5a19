/**
 * What the customer was told and answered: notices, opt-outs and opt-ins as an append-only ledger, and the timeline of
 * approval states that follows from it (47 CFR 64.2007 and 64.2008).
 *
 * <p>The ledger is the evidence; {@link io.cpni.approval.ApprovalTimeline} derives half-open intervals of state from it,
 * which {@link io.cpni.approval.ApprovalStore} keeps beside the data, so that a state changes with the clock and needs no
 * job to change it.
 */
@NullMarked
package io.cpni.approval;

import org.jspecify.annotations.NullMarked;
