/**
 * What a record is: the data categories of the CPNI rules, the annotations that put them on a model, and the labels
 * resolved from those annotations.
 *
 * <p>A field is labelled twice: by {@link io.cpni.label.DataCategory}, which says whether it is CPNI and of which
 * kind, and by {@link io.cpni.label.AuthFactor}, which says whether knowing it may prove who is calling. A field of a
 * labelled record that carries no label of its own is treated as call detail, the most guarded kind.
 */
@NullMarked
package io.cpni.label;

import org.jspecify.annotations.NullMarked;
