package io.cpni.examples.voip.rating;

import java.util.List;
import java.util.stream.Collectors;

/** Reports that tariff files cannot be used, with every problem found in them, not just the first. */
public final class TariffFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Problems are told in the message; the list itself does not survive serialization. */
    private final transient List<TariffProblem> problems;

    TariffFormatException(List<TariffProblem> problems) {
        super(problems.stream()
                .map(TariffProblem::toString)
                .collect(Collectors.joining("\n", "tariff refused:\n", "")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems in the order of the files and lines; never empty. */
    public List<TariffProblem> problems() {
        return problems;
    }
}
