/**
 * Keeps labelled records out of Spring's caches, whose entries serve whoever asks for a key; a declared cache gives them
 * to those only who would be shown the same.
 */
@NullMarked
package io.cpni.cache;

import org.jspecify.annotations.NullMarked;
