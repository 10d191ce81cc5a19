package io.cpni.accessor;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says over whose records a grant reaches: one of those that every carrier has, or one of the carrier's own, such as
 * a region or a reseller's customers, which a {@link CustomScope} stands for. A name that nothing stands for reaches
 * nobody.
 *
 * @param name the name in capitals; given in small letters or with hyphens it is made so
 */
public record GrantScope(String name) implements Comparable<GrantScope> {

    // Before the constants, which it checks.
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

    /** Every customer. */
    public static final GrantScope ALL = new GrantScope("ALL");
    /** Customers to whom the accessor is assigned at the time. */
    public static final GrantScope ASSIGNED = new GrantScope("ASSIGNED");
    /** The customer whom the accessor is. */
    public static final GrantScope OWN = new GrantScope("OWN");
    /** Customers whose records the accessor has opened in an emergency, for the purpose at hand and for a time. */
    public static final GrantScope BREAK_GLASS = new GrantScope("BREAK_GLASS");

    private static final Set<GrantScope> BUILT_IN = Set.of(ALL, ASSIGNED, OWN, BREAK_GLASS);

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a letter followed by at most 31 letters, digits, hyphens and
     *     underscores
     */
    public GrantScope {
        name = name.toUpperCase(Locale.ROOT).replace('-', '_');
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name of a scope is a letter followed by at most 31 letters, digits, hyphens and underscores");
        }
    }

    /** Returns the scope of a name, as configuration writes it. */
    public static GrantScope of(String name) {
        return new GrantScope(name);
    }

    /** Returns the scopes that every carrier has. */
    public static Set<GrantScope> builtIn() {
        return BUILT_IN;
    }

    /** Tells whether every carrier has it. */
    public boolean isBuiltIn() {
        return BUILT_IN.contains(this);
    }

    @Override
    public int compareTo(GrantScope other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
