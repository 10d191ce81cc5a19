@NullMarked
package io.cpni.autoconfigure.clumsy;

import org.jspecify.annotations.NullMarked;
