/** Tests of the demo carrier. */
@NullMarked
package io.cpni.examples.voip.demo;

import org.jspecify.annotations.NullMarked;
