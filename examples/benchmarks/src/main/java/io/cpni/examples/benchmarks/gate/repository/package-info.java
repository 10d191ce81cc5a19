/** The carrier's records as an application maps and reads them: entities, and a repository of Spring Data's. */
@NullMarked
package io.cpni.examples.benchmarks.gate.repository;

import org.jspecify.annotations.NullMarked;
