/**
 * Readers for the call records that other people's switches write: Asterisk and FreeSWITCH CSV, FreeSWITCH JSON, Cisco
 * CUCM flat files and RingCentral call logs.
 *
 * <p>{@link io.cpni.examples.voip.imports.CdrReader} turns one file into a stream of
 * {@link io.cpni.examples.voip.imports.ImportRow}s: every record of the file comes out exactly once, as a parsed call,
 * as a rejection or as a row skipped by design, with the physical line where it starts. A file is never held in memory,
 * a damaged record does not take its neighbours with it, and no reason and no {@code toString} repeats a value of the
 * file, because nearly all of them are call detail.
 *
 * <p>Both families of files are cut into records here, by {@code PhysicalLines} and {@code JsonRecords}, and only then
 * parsed, by FastCSV and Jackson. A parser that runs over a whole file stops at its first error or carries on in the
 * wrong place; one that is handed a single record can only fail for that record.
 */
@NullMarked
package io.cpni.examples.voip.imports;

import org.jspecify.annotations.NullMarked;
