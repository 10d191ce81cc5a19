/** What customers say about the use of their data, and who is assigned to help them. */
@NullMarked
package io.cpni.examples.voip.approval;

import org.jspecify.annotations.NullMarked;
