package io.cpni.examples.voip.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;

/** Writes one {@code Master.csv} a month: the calls in the order in which they ended, for that is when they are written. */
abstract class MasterCsvFiles implements CallFiles {

    @Override
    public final List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls) {
        List<DemoCall> ordered = WireText.inOrderOfEnd(calls);
        return List.of(new DemoFile(
                source.label() + "/" + month + "/Master.csv",
                source.formatName(),
                source.zone(),
                ordered,
                out -> write(out, source, ordered)));
    }

    private void write(OutputStream out, DemoSwitch source, List<DemoCall> calls) throws IOException {
        StringBuilder text = new StringBuilder();
        for (DemoCall call : calls) {
            text.append(rows(call, source));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the rows of a call, each with its line break. */
    abstract String rows(DemoCall call, DemoSwitch source);

    static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    static String join(String... columns) {
        return String.join(",", columns);
    }
}
