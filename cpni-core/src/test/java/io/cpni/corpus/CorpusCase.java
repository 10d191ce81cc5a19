package io.cpni.corpus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;

/** Holds facts, a question and the expected answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DecisionCase.class, name = "decision"),
    @JsonSubTypes.Type(value = TimelineCase.class, name = "timeline"),
    @JsonSubTypes.Type(value = DeadlineCase.class, name = "deadline")
})
sealed interface CorpusCase permits DecisionCase, TimelineCase, DeadlineCase {

    /** Returns the id, unique over all files. */
    String id();

    /** Returns the title, for people. */
    String title();

    /** Returns further rules that the case exercises. */
    Set<String> covers();

    /** Returns how the carrier is set up. */
    CorpusConfig config();

    /** Returns the customer whom the case is about. */
    CorpusCustomer customer();

    /** Returns what happened, in order of time; nothing where the kind of case has no events. */
    List<CorpusEvent> events();

    /** Returns the rules that the answer may report; none where the kind of case reports none. */
    Set<String> acceptedRules();
}
