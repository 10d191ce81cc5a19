/** Times one decision of the library beside the same decision made by others. */
@NullMarked
package io.cpni.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
