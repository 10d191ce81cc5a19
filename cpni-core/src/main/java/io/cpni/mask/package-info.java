/**
 * What is hidden, and how it looks: one vocabulary of masks, so that a value looks the same whether it was masked by SQL,
 * in JSON or in text.
 */
@NullMarked
package io.cpni.mask;

import org.jspecify.annotations.NullMarked;
