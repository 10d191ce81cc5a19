/** Mappings as applications bring them along, one small record for each: nobody designed them for labels. */
@NullMarked
package io.cpni.autoconfigure.foreign;

import org.jspecify.annotations.NullMarked;
