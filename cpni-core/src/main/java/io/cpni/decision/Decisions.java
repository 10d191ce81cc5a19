package io.cpni.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Combines the decisions for several pieces of data (R-GEN-4).
 *
 * <p>A denial is the one whose rule comes first in the book. A permit names the row that carries it: that of CPNI before
 * that of data which needs no row, and among those one that obliges to something.
 */
final class Decisions {

    private static final String EACH_IS_DECIDED = "engineering rule; several classes are decided each";

    private static final Reason TAKES_WHAT_IS_LEFT = new Reason("R-GEN-4", EACH_IS_DECIDED, "");
    private static final Reason TAKES_WHAT_IS_NEEDED =
            new Reason("R-GEN-5", "engineering rule; need-to-know of 47 U.S.C. 222(a)", "");

    private final ToIntFunction<Reason> placeInBook;
    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(Decision decision, boolean cpni, boolean needed) {}

    Decisions(ToIntFunction<Reason> placeInBook) {
        this.placeInBook = placeInBook;
    }

    /**
     * Adds the decision for a piece of data.
     *
     * @param cpni whether it is CPNI
     * @param needed whether the purpose needs it
     */
    void add(Decision decision, boolean cpni, boolean needed) {
        pieces.add(new Piece(decision, cpni, needed));
    }

    /**
     * Returns the denial, or a permit with everybody's obligations.
     *
     * @param partial whether what is denied may be left out, masked, as long as something that is needed is permitted
     * @throws IllegalArgumentException if there is no decision to combine: nothing asked is not a permit
     */
    Decision combined(boolean partial) {
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("no decision to combine");
        }
        Optional<Decision.Deny> denial = pieces.stream()
                .map(Piece::decision)
                .filter(Decision.Deny.class::isInstance)
                .map(Decision.Deny.class::cast)
                .min(Comparator.comparingInt(deny -> placeInBook.applyAsInt(deny.reason())));
        boolean somethingIsLeft =
                pieces.stream().anyMatch(piece -> piece.needed() && piece.decision() instanceof Decision.Permit);
        if (denial.isPresent() && !(partial && somethingIsLeft)) {
            return denial.get();
        }
        return permit(denial.isPresent());
    }

    private Decision permit(boolean somethingIsDenied) {
        List<Decision.Permit> permits = pieces.stream()
                .filter(piece -> piece.decision() instanceof Decision.Permit)
                .sorted(Comparator.comparing((Piece piece) -> !piece.cpni())
                        .thenComparing(piece -> ((Decision.Permit) piece.decision())
                                .obligations()
                                .isEmpty()))
                .map(piece -> (Decision.Permit) piece.decision())
                .toList();
        Set<Obligation> obligations = new LinkedHashSet<>();
        Set<Reason> reasons = new LinkedHashSet<>();
        if (somethingIsDenied) {
            obligations.add(Obligation.Mask.all());
            reasons.add(TAKES_WHAT_IS_LEFT);
        } else if (pieces.stream().anyMatch(piece -> !piece.needed())) {
            reasons.add(TAKES_WHAT_IS_NEEDED);
        }
        permits.forEach(permit -> reasons.add(permit.reason()));
        for (Decision.Permit permit : permits) {
            obligations.addAll(permit.obligations());
            reasons.addAll(permit.further());
        }
        List<Reason> all = List.copyOf(reasons);
        return new Decision.Permit(all.get(0), obligations, all.subList(1, all.size()));
    }
}
