package io.cpni.examples.voip;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes calls down as an Asterisk does, in the stock layout and in UTC. */
public final class AsteriskFile {

    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final List<String> lines = new ArrayList<>();

    /** Adds a call that was answered at once and lasted so many seconds. */
    public AsteriskFile call(String id, String caller, String callee, String start, int seconds) {
        LocalDateTime from = LocalDateTime.parse(start);
        String began = WALL_CLOCK.format(from);
        String ended = WALL_CLOCK.format(from.plusSeconds(seconds));
        return line(String.format(
                Locale.ROOT,
                "\"\",\"%s\",\"%s\",\"from-customers\",\"\"\"\"\" <%s>\",\"PJSIP/line-1\",\"PJSIP/carrier-2\",\"Dial\","
                        + "\"PJSIP/%s@carrier,60,r\",\"%s\",\"%s\",\"%s\",%d,%d,"
                        + "\"ANSWERED\",\"DOCUMENTATION\",\"%s\",\"\"",
                caller,
                callee,
                caller,
                callee,
                began,
                began,
                ended,
                seconds,
                seconds,
                id));
    }

    /** Adds a line as it is. */
    public AsteriskFile line(String text) {
        lines.add(text);
        return this;
    }

    /** Returns the file's content. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
