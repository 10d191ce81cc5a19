/**
 * Reads the decision corpus: cases for the rule book as data, with facts, a question and the expected answer.
 *
 * <p>The records are the format and nothing more; a missing field has its documented default in them, so that whoever
 * maps a case need not know what was written and what was not. {@link io.cpni.corpus.CorpusReader} refuses whatever the
 * format does not name.
 */
@NullMarked
package io.cpni.corpus;

import org.jspecify.annotations.NullMarked;
