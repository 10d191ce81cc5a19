package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Recipient;
import io.cpni.sql.RowSecurityUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the uses that the second wall knows from the settings: of the persons in them only what rules depend on counts. */
final class WallUses {

    private static final Instant TRAINED_UNTIL = Instant.parse("2199-01-01T00:00:00Z");
    private static final CustomerId SOMEBODY = CustomerId.of(1);

    private WallUses() {}

    static List<RowSecurityUse> of(CpniProperties properties, List<RowSecurityUse> beans) {
        List<RowSecurityUse> uses = new ArrayList<>();
        properties.secondWall().uses().forEach((name, use) -> {
            AccessContext.Builder context = AccessContext.of(
                            accessor(use, properties.carrier().salesRoles()), use.purpose())
                    .recipient(Recipient.of(use.recipient()));
            if (use.subject()) {
                context.subject(SOMEBODY);
            }
            uses.add(new RowSecurityUse(name, context.build(), use.behindGate()));
        });
        uses.addAll(beans);
        if (uses.isEmpty()) {
            throw new IllegalStateException(
                    "the second wall knows no use, so that nobody would see anything; declare uses by their roles and"
                            + " purposes under cpni.second-wall.uses, or as beans of type RowSecurityUse");
        }
        return uses;
    }

    private static Accessor accessor(CpniProperties.WallUse use, Set<String> salesRoles) {
        return new Accessor(
                "second-wall",
                use.roles(),
                use.customers() ? Optional.empty() : Optional.of(TRAINED_UNTIL),
                use.customers() ? Optional.of(SOMEBODY) : Optional.empty(),
                use.roles().stream().anyMatch(salesRoles::contains));
    }
}
