package io.cpni.autoconfigure;

import java.util.Collection;

/** Says that converters of HTTP messages would write labelled records as they are. */
final class UnguardedConverterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnguardedConverterException(Collection<String> converters) {
        super("HTTP message converters " + String.join(", ", converters) + " would write labelled records as they are");
    }
}
