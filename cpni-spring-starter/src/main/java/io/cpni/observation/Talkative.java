package io.cpni.observation;

import io.cpni.mask.Masker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the loggers of frameworks that write values of whatever passes through them, and what of their lines may be written.
 */
final class Talkative {

    /** Text, and numbers that are long enough to be an account or a telephone number. */
    private static final Pattern LITERAL = Pattern.compile("'[^']*+(?:''[^']*+)*+'|(?<![\\w:])\\d{5,}(?!\\w)");

    private static final Pattern CLASS_NAME = Pattern.compile("^(Resolved \\[[\\w.$]+).*", Pattern.DOTALL);

    /** Those that write nothing but values. */
    static final List<String> SILENCED = List.of(
            "org.hibernate.orm.jdbc.bind",
            "org.hibernate.orm.jdbc.extract",
            "org.hibernate.orm.results",
            "org.hibernate.orm.results.loading",
            "org.springframework.jdbc.core.StatementCreatorUtils",
            // What drivers say of each packet, with the values and the server's texts in it.
            "org.postgresql.core",
            "org.postgresql.jdbc",
            "org.mariadb.jdbc.client",
            "org.mariadb.jdbc.message",
            "h2database");

    /** By logger, for those beneath it too unless they have a rule of their own. */
    private static final Map<String, UnaryOperator<@Nullable String>> RULES = rules();

    private static final Map<String, Optional<UnaryOperator<@Nullable String>>> RULE_OF = new ConcurrentHashMap<>();

    private Talkative() {}

    private static Map<String, UnaryOperator<@Nullable String>> rules() {
        Map<String, UnaryOperator<@Nullable String>> rules = new HashMap<>();
        SILENCED.forEach(logger -> rules.put(logger, line -> null));
        // Queries, statements, and entities with the state they have.
        rules.put("org.hibernate", line -> withoutState(withoutLiterals(line)));
        rules.put("org.springframework.jdbc", Talkative::withoutLiterals);
        rules.put("org.springframework.web", line -> withoutLiterals(withoutBody(withoutMessage(line))));
        return Map.copyOf(rules);
    }

    /** Returns what may be written of a line; null if nothing may. */
    static @Nullable String safe(String logger, String line) {
        UnaryOperator<@Nullable String> rule =
                RULE_OF.computeIfAbsent(logger, Talkative::ruleOf).orElse(null);
        return rule == null ? line : rule.apply(line);
    }

    private static Optional<UnaryOperator<@Nullable String>> ruleOf(String logger) {
        UnaryOperator<@Nullable String> own = RULES.get(logger);
        int parent = logger.lastIndexOf('.');
        return own != null || parent < 0 ? Optional.ofNullable(own) : ruleOf(logger.substring(0, parent));
    }

    private static String withoutLiterals(@Nullable String line) {
        return LITERAL.matcher(String.valueOf(line)).replaceAll("'" + Masker.TEXT_MARK + "'");
    }

    /** Of an entity with the state it has, the entity. */
    private static String withoutState(@Nullable String line) {
        String text = String.valueOf(line);
        int state = text.indexOf('{');
        return state < 0 || !text.contains("=") ? text : text.substring(0, state) + "{" + Masker.TEXT_MARK + "}";
    }

    /** Of an exception the class, and of arguments nothing. */
    private static String withoutMessage(@Nullable String line) {
        String text = String.valueOf(line);
        if (text.startsWith("Resolved [")) {
            return CLASS_NAME.matcher(text).replaceFirst("$1]");
        }
        boolean quotes = text.startsWith("Arguments: ") || text.startsWith("Could not resolve parameter ");
        return quotes ? text.substring(0, text.indexOf(": ") + 1) + " [" + Masker.TEXT_MARK + "]" : text;
    }

    /** Of a body that is read or written nothing. */
    private static String withoutBody(@Nullable String line) {
        String text = String.valueOf(line);
        int body = text.indexOf('[');
        return body < 0 || !(text.startsWith("Writ") || text.startsWith("Read") || text.startsWith("Encoding"))
                ? text
                : text.substring(0, body) + "[" + Masker.TEXT_MARK + "]";
    }
}
