package io.cpni.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads and runs the library's own schema scripts, where no migration tool does. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * Returns the statements of a script on the class path, with its placeholders filled in.
     *
     * @param resource path of the script, without a slash at the start
     * @param placeholders values by name; in the script they stand as <code>${name}</code>
     */
    public static List<String> statements(String resource, Map<String, String> placeholders) {
        String script = read(resource);
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            script = script.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return split(script);
    }

    /**
     * Runs statements in one transaction.
     *
     * @param dataSource the raw DataSource
     * @param store name of the store they are for, for messages
     * @throws io.cpni.customer.StoreUnavailableException if the database fails or does not allow it
     */
    public static void run(DataSource dataSource, String store, List<String> statements) {
        new StoreConnections(dataSource, store).inTransaction("create its tables", connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return statements.size();
        });
    }

    private static String read(String resource) {
        try (InputStream in = SqlScript.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("script " + resource + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + resource + " cannot be read", e);
        }
    }

    /**
     * Splits our own scripts: a semicolon ends a statement outside of quotes, of comments to the line's end, and of a
     * trigger's {@code IF … END IF}.
     */
    static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (!quoted && script.startsWith("--", i)) {
                int end = script.indexOf('\n', i);
                i = end < 0 ? script.length() : end - 1;
            } else if (!quoted && c == ';' && isWhole(statement)) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else {
                quoted ^= c == '\'';
                statement.append(c);
            }
        }
        if (!statement.toString().isBlank()) {
            throw new IllegalStateException("a schema script ends without a semicolon");
        }
        return List.copyOf(statements);
    }

    private static boolean isWhole(CharSequence statement) {
        String text = statement.toString();
        return !text.contains("FOR EACH ROW IF ") || text.strip().endsWith("END IF");
    }
}
