/**
 * May they: the question, the facts that rules read, the sealed answer with its reasons and obligations, and the plan
 * that turns the same answer into a condition over a table.
 *
 * <p>A {@link io.cpni.decision.Rule} reads facts only through {@link io.cpni.decision.Facts}. The
 * {@link io.cpni.decision.DecisionEngine} runs the rules once per combination of those facts that they actually ask for
 * and keeps the outcome as a tree. {@code decide} walks that tree for one customer; {@code plan} folds it into a
 * condition for all of them. Because both use one tree, they cannot differ.
 *
 * <p>A permit may carry obligations. {@link io.cpni.decision.ObligationHandlers} has them fulfilled before the data is
 * released; where one is not, the permit is a denial.
 */
@NullMarked
package io.cpni.decision;

import org.jspecify.annotations.NullMarked;
