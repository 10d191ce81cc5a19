package io.cpni.examples.benchmarks;

import java.util.List;

/** Names who is asked. */
public enum Peers {
    /** This library, with one context per question that is asked again and again, as within a request. */
    CPNI("cpni"),
    /** This library, with a context that is built anew for each question. */
    CPNI_NEW_CONTEXT("cpni, context built anew"),
    /** Plain Java, written for this policy: what cannot be beaten. */
    BY_HAND("written by hand"),
    /** Spring Security's expressions on a method, as it runs them by default. */
    SPEL("Spring Security SpEL, interpreted"),
    /** The same, compiled. */
    SPEL_COMPILED("Spring Security SpEL, compiled"),
    /** A bean behind Spring Security's proxy. */
    PRE_AUTHORIZE("Spring Security @PreAuthorize proxy"),
    /** jCasbin. */
    JCASBIN("jCasbin, 3 grants"),
    /** jCasbin, with grants for other roles too. */
    JCASBIN_100("jCasbin, 100 grants"),
    /** jCasbin, remembering answers by question. */
    JCASBIN_CACHED("jCasbin, 3 grants, answers cached"),
    /** Cedar, whose policies are sent with each question. */
    CEDAR("cedar-java"),
    /** Cedar, whose policies stay parsed in the native library. */
    CEDAR_CACHED("cedar-java, policies cached"),
    /** SAPL's embedded decision point. */
    SAPL("SAPL embedded");

    private final String title;

    Peers(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns the peer, ready for the questions. Nothing of the others is loaded. */
    Peer prepare(List<Question> questions) {
        return switch (this) {
            case CPNI -> new Cpni(questions);
            case CPNI_NEW_CONTEXT -> new CpniNewContext(questions);
            case BY_HAND -> new ByHand(questions);
            case SPEL -> new SpringExpression(questions, false);
            case SPEL_COMPILED -> new SpringExpression(questions, true);
            case PRE_AUTHORIZE -> new SpringPreAuthorize(questions);
            case JCASBIN -> new Casbin(questions, false, 3);
            case JCASBIN_100 -> new Casbin(questions, false, 100);
            case JCASBIN_CACHED -> new Casbin(questions, true, 3);
            case CEDAR -> new Cedar(questions, false);
            case CEDAR_CACHED -> new Cedar(questions, true);
            case SAPL -> new Sapl(questions);
        };
    }
}
