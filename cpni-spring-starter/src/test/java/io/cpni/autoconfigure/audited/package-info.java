/** A labelled record whose history Envers keeps. */
@NullMarked
package io.cpni.autoconfigure.audited;

import org.jspecify.annotations.NullMarked;
