/**
 * What the customer was told and answered: notices and what became of them, opt-outs and opt-ins, approvals for one call
 * and preferences as an append-only ledger, and the timelines that follow from it (47 CFR 64.2007 and 64.2008).
 *
 * <p>The ledger is the evidence; {@link io.cpni.approval.ApprovalTimeline} derives half-open intervals of state from it
 * and says why a state is what it is, {@link io.cpni.approval.OneTimeTimeline} when an approval for the length of a call
 * is in force, {@link io.cpni.approval.PreferenceTimeline} what the customer refuses besides. The intervals are what {@link io.cpni.approval.ApprovalStore} keeps beside the data, so that a state changes with the clock and needs no
 * job to change it.
 */
@NullMarked
package io.cpni.approval;

import org.jspecify.annotations.NullMarked;
