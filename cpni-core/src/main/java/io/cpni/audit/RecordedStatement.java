package io.cpni.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement that could not name its customers, with the values it was executed with: what an investigator needs to say
 * later whom it concerned. It holds protected values, so a log keeps it encrypted, or not at all.
 *
 * @param fingerprint names the statement without its literals, as the record does in clear
 * @param text the statement as the caller wrote it; longer than 16,384 characters is cut
 * @param parameters the values bound to it, in order, written as SQL literals; each longer than 200 characters is cut,
 *     and of more than 250 the first are kept, with a last one that says how many are missing
 */
public record RecordedStatement(String fingerprint, String text, List<String> parameters) {

    private static final int LONGEST_FINGERPRINT = 128;
    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_PARAMETER = 200;
    private static final int MOST_PARAMETERS = 250;

    /** How many characters of statements one record takes. */
    private static final int MOST_TEXT = 65_536;

    /** Cleans and cuts the parts. */
    public RecordedStatement {
        fingerprint = AuditText.required("fingerprint", fingerprint, LONGEST_FINGERPRINT);
        text = cut(text, LONGEST_TEXT);
        List<String> kept = new ArrayList<>(Math.min(parameters.size(), MOST_PARAMETERS + 1));
        for (String parameter : parameters.subList(0, Math.min(parameters.size(), keptOf(parameters.size())))) {
            kept.add(cut(parameter, LONGEST_PARAMETER));
        }
        if (parameters.size() > kept.size()) {
            kept.add("… and " + (parameters.size() - kept.size()) + " more");
        }
        parameters = List.copyOf(kept);
    }

    /** One that was cut before, as it is when it is read back, is not cut again. */
    private static int keptOf(int count) {
        return count == MOST_PARAMETERS + 1 ? count : MOST_PARAMETERS;
    }

    private static String cut(String text, int longest) {
        String clean = AuditText.clean(text);
        return clean.length() > longest ? AuditText.clean(clean.substring(0, longest - 1)) + '…' : clean;
    }

    /** Returns the statements that one record takes; where there are more, the last says how many. */
    static List<RecordedStatement> bounded(List<RecordedStatement> statements) {
        List<RecordedStatement> kept = new ArrayList<>(statements.size());
        int length = 0;
        for (RecordedStatement statement : statements) {
            length += statement.text.length()
                    + statement.parameters.stream().mapToInt(String::length).sum();
            if (length > MOST_TEXT && !kept.isEmpty()) {
                kept.add(new RecordedStatement("-", "… and " + (statements.size() - kept.size()) + " more", List.of()));
                break;
            }
            kept.add(statement);
        }
        return List.copyOf(kept);
    }

    /** Returns the fingerprint only. */
    @Override
    public String toString() {
        return "RecordedStatement[" + fingerprint + "]";
    }
}
