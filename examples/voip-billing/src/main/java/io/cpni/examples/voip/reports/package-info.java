/** What the compliance desk reads. */
@NullMarked
package io.cpni.examples.voip.reports;

import org.jspecify.annotations.NullMarked;
