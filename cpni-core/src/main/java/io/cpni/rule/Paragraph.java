package io.cpni.rule;

/** The part that all rules share: which paragraph they are. */
abstract class Paragraph {

    private final String id;
    private final String citation;

    Paragraph(String id, String citation) {
        this.id = id;
        this.citation = citation;
    }

    public final String id() {
        return id;
    }

    public final String citation() {
        return citation;
    }
}
