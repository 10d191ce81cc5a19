/** Tests of rating and invoicing. */
@NullMarked
package io.cpni.examples.voip.rating;

import org.jspecify.annotations.NullMarked;
