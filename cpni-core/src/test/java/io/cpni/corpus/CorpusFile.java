package io.cpni.corpus;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Holds the cases of one file: one group.
 *
 * @param format the version of the format
 * @param group the name of the group
 * @param about what the group is about, for people
 * @param cases the cases, in the order of the file
 */
record CorpusFile(Integer format, String group, String about, List<CorpusCase> cases) {

    private static final int FORMAT = 1;
    private static final Pattern GROUP = Pattern.compile("[a-z0-9-]+");

    CorpusFile {
        if (CorpusChecks.required("format", format) != FORMAT) {
            throw new IllegalArgumentException("format is " + format + ", but this reads format " + FORMAT);
        }
        CorpusChecks.matching("group", group, GROUP);
        CorpusChecks.text("about", about);
        cases = CorpusChecks.nonEmpty("cases", cases);
    }
}
