package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import java.util.regex.Pattern;

/**
 * A use of data that row-level security knows by name: who asks by which roles, why, and for whom.
 *
 * @param name 1 to 40 small letters, digits and underscores, beginning with a letter
 * @param context a context of this use. Which person asks does not matter, nor which customer is asked about, but that
 *     somebody trained does and whether a customer does; whatever else rules depend on must be as it will be
 * @param behindGate whether writers alone have it: the gate sees then to what a database does not, so that it may carry any
 *     obligation, and the purpose AGGREGATE
 */
public record RowSecurityUse(String name, AccessContext context, boolean behindGate) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Checks the name, which goes into the script as it is. */
    public RowSecurityUse {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a use has 1 to 40 small letters, digits and underscores, a letter first");
        }
    }

    /** Describes a use of readers and writers. */
    public RowSecurityUse(String name, AccessContext context) {
        this(name, context, false);
    }

    /** Describes a use of writers alone. */
    public static RowSecurityUse behindGate(String name, AccessContext context) {
        return new RowSecurityUse(name, context, true);
    }
}
