/** Times the audit log: appending beside raw inserts of the same rows, verifying, and how both go as the log grows. */
@NullMarked
package io.cpni.examples.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
