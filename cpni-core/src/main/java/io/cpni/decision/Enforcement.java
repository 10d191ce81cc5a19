package io.cpni.decision;

import io.cpni.purpose.Purpose;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says where decisions are enforced and where they are only observed: made and recorded, but not kept to.
 *
 * <p>What is said of a purpose or a table stands above what is said of all; where the two contradict each other, decisions
 * are enforced.
 */
public final class Enforcement {

    /** Says what becomes of a denial. */
    public enum Mode {
        /** Nothing is released. */
        ENFORCE,
        /** The denial is recorded, and the data released all the same. */
        OBSERVE;

        private Mode stricter(Mode other) {
            return this == ENFORCE ? this : other;
        }
    }

    private final Mode general;
    private final Map<Purpose, Mode> purposes;
    private final Map<String, Mode> tables;
    private final boolean somewhere;
    private final boolean everywhere;

    private Enforcement(Mode general, Map<Purpose, Mode> purposes, Map<String, Mode> tables) {
        this.general = general;
        this.purposes = Map.copyOf(purposes);
        Map<String, Mode> anyCase = new HashMap<>();
        tables.forEach((table, mode) -> anyCase.merge(table.toLowerCase(Locale.ROOT), mode, Mode::stricter));
        this.tables = Map.copyOf(anyCase);
        // Asked for each statement, and for each record that a session reads.
        this.somewhere = modes().anyMatch(mode -> mode == Mode.OBSERVE);
        this.everywhere = modes().allMatch(mode -> mode == Mode.OBSERVE);
    }

    /** Returns the enforcement of everything, which is the rule. */
    public static Enforcement ofAll() {
        return of(Mode.ENFORCE, Map.of(), Map.of());
    }

    /**
     * Returns an enforcement with exceptions.
     *
     * @param general what holds unless something else is said
     * @param purposes what holds for a purpose
     * @param tables what holds for a table, in any case, or for a type by its simple name
     */
    public static Enforcement of(Mode general, Map<Purpose, Mode> purposes, Map<String, Mode> tables) {
        return new Enforcement(general, purposes, tables);
    }

    /**
     * Tells whether an access is only observed.
     *
     * @param purpose the declared purpose; empty if there is none
     * @param relation what is accessed
     */
    public boolean isObserved(Optional<Purpose> purpose, String relation) {
        if (!somewhere) {
            return false;
        }
        Mode ofTable = tables.get(relation.toLowerCase(Locale.ROOT));
        Mode ofPurpose = purpose.map(purposes::get).orElse(null);
        if (ofTable == Mode.ENFORCE || ofPurpose == Mode.ENFORCE) {
            return false;
        }
        return ofTable == Mode.OBSERVE || ofPurpose == Mode.OBSERVE || general == Mode.OBSERVE;
    }

    /** Tells whether nothing at all is enforced, whatever the purpose and the table. */
    public boolean observesEverything() {
        return everywhere;
    }

    /** Tells whether anything at all is only observed. */
    public boolean observesSomething() {
        return somewhere;
    }

    private Stream<Mode> modes() {
        return Stream.of(Stream.of(general), purposes.values().stream(), tables.values().stream())
                .flatMap(modes -> modes);
    }

    @Override
    public String toString() {
        return general
                + (purposes.isEmpty() ? "" : ", purposes " + purposes)
                + (tables.isEmpty() ? "" : ", tables " + tables);
    }
}
