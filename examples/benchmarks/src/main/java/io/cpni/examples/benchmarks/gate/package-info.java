/**
 * Times statements through the SQL gate beside the same statements without it, with the condition and the masks written by
 * hand, and behind what others offer for the job.
 */
@NullMarked
package io.cpni.examples.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
