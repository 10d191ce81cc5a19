package io.cpni.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes lists as one column of the audit tables and reads them back; for whoever queries the tables with SQL.
 *
 * <p>Items stand on a line each, separated by {@code \n}; inside an item a backslash is written {@code \\} and a line
 * feed {@code \n}. The empty list is no value. Items are never empty.
 */
public final class AuditLists {

    private AuditLists() {}

    /** Returns the column's text, or null for the empty list. */
    public static @Nullable String join(List<String> items) {
        if (items.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (String item : items) {
            if (text.length() > 0) {
                text.append('\n');
            }
            text.append(item.replace("\\", "\\\\").replace("\n", "\\n"));
        }
        return text.toString();
    }

    /** Returns the items of a column's text; null and the empty text give none. */
    public static List<String> split(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                items.add(item.toString());
                item.setLength(0);
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                item.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        return List.copyOf(items);
    }
}
