@NullMarked
package io.cpni.autoconfigure.token;

import org.jspecify.annotations.NullMarked;
