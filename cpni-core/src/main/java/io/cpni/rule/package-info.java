/**
 * The law: one small class per paragraph, each carrying its rule id and citation, assembled in the order of the rule
 * book by {@link io.cpni.rule.FccRules}.
 */
@NullMarked
package io.cpni.rule;

import org.jspecify.annotations.NullMarked;
