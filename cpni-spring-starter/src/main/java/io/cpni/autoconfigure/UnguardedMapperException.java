package io.cpni.autoconfigure;

import java.util.List;

/** Says that mappers would write labelled records as they are. */
final class UnguardedMapperException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnguardedMapperException(List<String> beans) {
        super("mappers " + String.join(", ", beans) + " would write labelled records as they are");
    }
}
