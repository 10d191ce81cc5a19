package io.cpni.autoconfigure;

/** Says that sessions stay open while views are rendered. */
final class OpenInViewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenInViewException(String bean) {
        super("the bean '" + bean + "' keeps a Hibernate session open for a whole web request");
    }
}
