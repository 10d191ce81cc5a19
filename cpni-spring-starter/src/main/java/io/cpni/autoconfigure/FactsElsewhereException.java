package io.cpni.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Says that a guarded data source leads to a database in which the facts do not stand. */
final class FactsElsewhereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FactsElsewhereException(String bean, @Nullable Throwable cause) {
        super("the facts do not stand beside the data of the data source '" + bean + "'", cause);
    }
}
