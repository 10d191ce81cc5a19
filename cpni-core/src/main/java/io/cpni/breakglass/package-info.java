/**
 * The emergency's way to need to know: an accessor with the right to it opens one customer's records for one purpose and a
 * bounded time, says why, and a supervisor reviews it.
 *
 * <p>{@link io.cpni.breakglass.BreakGlass} satisfies rule R-GEN-1 and nothing else: every other rule is asked as ever.
 */
@NullMarked
package io.cpni.breakglass;

import org.jspecify.annotations.NullMarked;
