package io.cpni.audit;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server, and its driver, said of a failure: the failure itself, its causes, followers and what was suppressed. It
 * may quote a customer's record, and so prints none of it.
 *
 * @param messages what was said, the failure itself first; at most eight messages with 4,000 characters altogether
 * @param omitted how many messages there were beside
 * @param notKept how many failures, since the one kept before, were not kept because there were too many
 */
public record ServerFailure(List<Message> messages, int omitted, long notKept) {

    private static final int MOST_MESSAGES = 8;
    private static final int MOST_CHARACTERS = 4_000;

    /** Nobody nests as deep as this; a driver that did would keep us here. */
    private static final int MOST_LOOKED_AT = 1_000;

    /**
     * One thing that was said.
     *
     * @param type the class of the exception
     * @param sqlState its SQL state; empty where it has none
     * @param code the vendor's code; 0 where it has none
     * @param text its message, perhaps cut, which then ends with an ellipsis
     */
    public record Message(String type, Optional<String> sqlState, int code, String text) {

        /** Leaves the text out. */
        @Override
        public String toString() {
            return type + "[" + sqlState.orElse("-") + ", " + code + ", ***]";
        }
    }

    /** Copies the messages. */
    public ServerFailure {
        messages = List.copyOf(messages);
    }

    /** Takes what an exception, and everything that hangs on it, says. */
    public static ServerFailure of(SQLException failure, long notKept) {
        List<Message> messages = new ArrayList<>();
        int omitted = 0;
        int left = MOST_CHARACTERS;
        for (Throwable said : all(failure)) {
            if (messages.size() == MOST_MESSAGES || left == 0) {
                omitted++;
                continue;
            }
            String text = cut(said.getMessage() == null ? "" : said.getMessage(), left);
            left -= text.length();
            messages.add(message(said, text));
        }
        return new ServerFailure(messages, omitted, notKept);
    }

    private static Message message(Throwable said, String text) {
        return said instanceof SQLException sql
                ? new Message(
                        said.getClass().getName(), Optional.ofNullable(sql.getSQLState()), sql.getErrorCode(), text)
                : new Message(said.getClass().getName(), Optional.empty(), 0, text);
    }

    private static String cut(String text, int longest) {
        return AuditText.clean(text.length() <= longest ? text : text.substring(0, longest - 1) + '…');
    }

    /** Returns everything that hangs on a failure, each once, what is nearest first. */
    private static List<Throwable> all(SQLException failure) {
        List<Throwable> found = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> waiting = new ArrayDeque<>();
        waiting.add(failure);
        while (!waiting.isEmpty() && found.size() < MOST_LOOKED_AT) {
            Throwable next = waiting.remove();
            if (!seen.add(next)) {
                continue;
            }
            found.add(next);
            if (next instanceof SQLException sql && sql.getNextException() != null) {
                waiting.add(sql.getNextException());
            }
            if (next.getCause() != null) {
                waiting.add(next.getCause());
            }
            Collections.addAll(waiting, next.getSuppressed());
        }
        return found;
    }

    /** Returns the kinds of the messages, without their texts. */
    @Override
    public String toString() {
        return "ServerFailure" + messages;
    }
}
