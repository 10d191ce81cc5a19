package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.approval.ApprovalScopes;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.sql.Admission;
import io.cpni.sql.RelationCatalog;
import io.cpni.sql.RowSecurity;
import io.cpni.sql.SecondWall;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The second wall of an application, as its settings describe it. Whoever's grants have changed since its script was run
 * is denied until the present one is; others go on, for what they may see is still what the database shows them.
 *
 * <p>Safe for many threads.
 */
public final class ApplicationWall implements SecondWall {

    /** Builds the wall from what is known at one moment. */
    interface Building {
        RowSecurity build(RelationCatalog catalog, ApprovalScopes scopes);
    }

    private final Supplier<Optional<RelationCatalog>> catalog;
    private final Supplier<ApprovalScopes> scopes;
    private final Building building;
    private volatile @Nullable Built last;

    private record Built(RowSecurity wall, RelationCatalog catalog) {}

    ApplicationWall(Supplier<Optional<RelationCatalog>> catalog, Supplier<ApprovalScopes> scopes, Building building) {
        this.catalog = catalog;
        this.scopes = scopes;
        this.building = building;
    }

    /**
     * Returns the script for the present labels, uses, grants and scopes of approval. The owner of the tables runs it, by
     * hand or by a migration. It holds what tickets are checked with: guard it like the key.
     */
    public String script() {
        return build().wall().script();
    }

    @Override
    public Admission admit(Connection connection, AccessContext context, Instant at) throws SQLException {
        Built known = known();
        try {
            return known.wall().admit(connection, context, at);
        } catch (CpniAccessDeniedException denied) {
            // Perhaps grants have changed, or another script was run; the database says whether it has the present one.
            Built present = build();
            if (present.wall().fingerprint().equals(known.wall().fingerprint())) {
                throw denied;
            }
            Admission admission = present.wall().admit(connection, context, at);
            last = present;
            return admission;
        }
    }

    /** Returns the wall as it is to be now, and goes by it from now on. */
    RowSecurity rebuilt() {
        Built present = build();
        last = present;
        return present.wall();
    }

    @SuppressWarnings("ReferenceEquality") // a catalog is made anew when a model is added, and else is the same one
    private Built known() {
        Built built = last;
        if (built == null || built.catalog() != labels()) {
            built = build();
            last = built;
        }
        return built;
    }

    private Built build() {
        RelationCatalog labels = labels();
        return new Built(building.build(labels, scopes.get()), labels);
    }

    private RelationCatalog labels() {
        return catalog.get()
                .orElseThrow(() -> new IllegalStateException(
                        "the second wall is made from the labels of the model, which have not been read yet"));
    }
}
