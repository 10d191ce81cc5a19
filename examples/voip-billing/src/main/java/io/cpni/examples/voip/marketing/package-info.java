/** Who may be offered what. */
@NullMarked
package io.cpni.examples.voip.marketing;

import org.jspecify.annotations.NullMarked;
