/** Call records: how they are taken in from switches' files, kept and shown. */
@NullMarked
package io.cpni.examples.voip.calls;

import org.jspecify.annotations.NullMarked;
