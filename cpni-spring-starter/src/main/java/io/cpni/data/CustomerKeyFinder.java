package io.cpni.data;

import io.cpni.label.CustomerKeyPath;
import io.cpni.label.CustomerKeyPath.Hop;
import io.cpni.label.RecordLabels.CustomerKeyField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;

/**
 * Finds how the rows of a table reach their customer, by walking associations from the {@code @CustomerKey} member.
 *
 * <p>A hop is made only where it is needed: a foreign key that holds the customer's id already is where the path ends.
 */
final class CustomerKeyFinder {

    private static final String NAME_THE_KEY =
            "Mark the member that holds the customer's id, or the association that leads there, with @CustomerKey";

    private final Map<String, MappedEntity> entities;

    /** The column of an entity from which the customer is reached, and the way on from there. */
    private record Reach(MappedEntity entity, String table, String column, List<Hop> hops) {}

    CustomerKeyFinder(Map<String, MappedEntity> entities) {
        this.entities = entities;
    }

    /** Tells whether an entity says which of its members leads to the customer. */
    boolean hasKey(MappedEntity entity) {
        return !keyMembers(entity).isEmpty();
    }

    /**
     * Finds the path for a table that holds rows of an entity.
     *
     * @throws CpniLabelException if there is none, or not one
     */
    CustomerKeyPath fromTable(MappedEntity entity, String table) {
        Reach reach = reach(entity, new LinkedHashSet<>());
        if (reach.table().equals(table)) {
            return new CustomerKeyPath(reach.column(), reach.hops());
        }
        String key = key(entity, table);
        return new CustomerKeyPath(key, connect(entity, table, key, reach));
    }

    /**
     * Finds the path for a table that refers to an entity by a foreign key.
     *
     * @throws CpniLabelException if there is none, or not one
     */
    CustomerKeyPath fromForeignKey(ForeignKeyDescriptor foreignKey, MappedEntity target, String from) {
        SelectableMapping column = single(foreignKey.getKeyPart(), from);
        SelectableMapping match = single(foreignKey.getTargetPart(), from);
        return new CustomerKeyPath(
                SqlNames.column(column.getSelectionExpression()),
                connect(
                        target,
                        target.tableOf(match),
                        SqlNames.column(match.getSelectionExpression()),
                        reach(target, new LinkedHashSet<>())));
    }

    /** Follows the entity's own customer key. */
    private Reach reach(MappedEntity entity, Set<String> visited) {
        if (!visited.add(entity.name())) {
            throw new CpniLabelException(
                    "The @CustomerKey associations run in a circle: " + String.join(" -> ", visited) + " -> "
                            + entity.name(),
                    "Let one of them lead to the customer, with a path if need be");
        }
        List<List<String>> keys = keyMembers(entity);
        if (keys.isEmpty()) {
            throw new CpniLabelException(
                    "Entity " + entity.name() + " has no @CustomerKey"
                            + (visited.size() > 1
                                    ? ", though " + visited.iterator().next() + " leads to its customer through it"
                                    : ": nothing says whose record a row of " + tables(entity) + " is"),
                    NAME_THE_KEY);
        }
        if (keys.size() > 1) {
            throw new CpniLabelException(
                    "Entity " + entity.name() + " has several @CustomerKey members: "
                            + keys.stream().map(path -> String.join(".", path)).toList(),
                    "A record belongs to one customer: mark one member, or the entity's own");
        }
        return follow(entity, keys.get(0), visited);
    }

    /** Follows attributes from an entity, and from the last association on its target's own customer key. */
    private Reach follow(MappedEntity entity, List<String> path, Set<String> visited) {
        String from = entity.name() + "." + String.join(".", path);
        ModelPart part = entity.find(path.get(0)).orElseThrow(() -> noAttribute(from, path.get(0)));
        int used = 1;
        while (part instanceof EmbeddableValuedModelPart embedded && !(part instanceof ToOneAttributeMapping)) {
            EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
            if (used == path.size()) {
                throw new CpniLabelException(
                        "The @CustomerKey path " + from + " ends at several columns, an embeddable",
                        "Mark the member of "
                                + type.getMappedJavaType().getJavaTypeClass().getName()
                                + " that holds the customer's id, or name it in the path");
            }
            String next = path.get(used++);
            AttributeMapping found = type.findAttributeMapping(next);
            if (found == null) {
                throw noAttribute(from, next);
            }
            part = found;
        }
        List<String> rest = path.subList(used, path.size());
        if (part instanceof ToOneAttributeMapping association) {
            return acrossAssociation(entity, association, rest, from, visited);
        }
        if (!(part instanceof BasicValuedModelPart column)) {
            throw new CpniLabelException(
                    "The @CustomerKey path " + from + " goes through an attribute that is neither a plain column nor"
                            + " a to-one association",
                    "Lead the path through @ManyToOne or @OneToOne associations to a plain column");
        }
        if (!rest.isEmpty()) {
            throw noAttribute(from, rest.get(0));
        }
        return new Reach(entity, entity.tableOf(notFormula(column, from)), column(column), List.of());
    }

    private Reach acrossAssociation(
            MappedEntity entity,
            ToOneAttributeMapping association,
            List<String> rest,
            String from,
            Set<String> visited) {
        if (association.getSideNature() != ForeignKeyDescriptor.Nature.KEY) {
            throw new CpniLabelException(
                    "The @CustomerKey path " + from
                            + " goes through a @OneToOne whose foreign key is on the other side",
                    "Lead the path through the side that holds the foreign key");
        }
        ForeignKeyDescriptor foreignKey = association.getForeignKeyDescriptor();
        SelectableMapping column = single(foreignKey.getKeyPart(), from);
        SelectableMapping match = single(foreignKey.getTargetPart(), from);
        MappedEntity target =
                entity(association.getAssociatedEntityMappingType().getEntityName());
        Reach reach = rest.isEmpty() ? reach(target, visited) : follow(target, rest, visited);
        List<Hop> hops = connect(target, target.tableOf(match), column(match), reach);
        return new Reach(entity, entity.tableOf(column), column(column), hops);
    }

    /** Leads on from a value that equals one column of an entity to where its customer is reached. */
    private List<Hop> connect(MappedEntity entity, String table, String column, Reach reach) {
        if (table.equals(reach.table())) {
            return column.equals(reach.column())
                    ? reach.hops()
                    : prepend(hop(entity, table, column, reach.column()), reach.hops());
        }
        // Two tables of one entity hold its identifier: joined inheritance, secondary and join tables.
        String key = key(entity, table);
        String otherKey = key(entity, reach.table());
        List<Hop> hops = otherKey.equals(reach.column())
                ? reach.hops()
                : prepend(hop(entity, reach.table(), otherKey, reach.column()), reach.hops());
        return column.equals(key) ? hops : prepend(hop(entity, table, column, key), hops);
    }

    private static Hop hop(MappedEntity entity, String table, String match, String next) {
        if (entity.isSpread()) {
            throw new CpniLabelException(
                    "A @CustomerKey path goes through " + entity.name()
                            + ", whose rows are spread over several tables (table per class)",
                    "Lead the path around it, or map the hierarchy as joined or single table");
        }
        if (SqlNames.isQuery(table)) {
            throw new CpniLabelException(
                    "A @CustomerKey path goes through " + entity.name() + ", which is a query and not a table",
                    "Lead the path through entities that have a table");
        }
        return new Hop(SqlNames.table(table), match, next);
    }

    private static List<Hop> prepend(Hop first, List<Hop> rest) {
        List<Hop> hops = new ArrayList<>();
        hops.add(first);
        hops.addAll(rest);
        return hops;
    }

    /** Finds the members marked as customer key: the entity's own, else those of its embeddables. */
    private static List<List<String>> keyMembers(MappedEntity entity) {
        Optional<CustomerKeyField> own = entity.labels().customerKey();
        if (own.isPresent()) {
            List<String> path = path(own.get());
            EmbeddableMappingType embeddable =
                    entity.embeddables().get(own.get().name());
            if (path.size() == 1 && embeddable != null) {
                List<List<String>> inside = keyMembers(path, embeddable);
                return inside.isEmpty() ? List.of(path) : inside;
            }
            return List.of(path);
        }
        List<List<String>> found = new ArrayList<>();
        entity.embeddables().forEach((name, embeddable) -> found.addAll(keyMembers(List.of(name), embeddable)));
        return found;
    }

    private static List<List<String>> keyMembers(List<String> prefix, EmbeddableMappingType embeddable) {
        List<List<String>> found = new ArrayList<>();
        PartLabels.of(embeddable.getMappedJavaType().getJavaTypeClass())
                .customerKey()
                .ifPresent(key -> found.add(concat(prefix, path(key))));
        embeddable.forEachAttributeMapping((AttributeMapping part) -> {
            if (part instanceof EmbeddableValuedModelPart nested) {
                found.addAll(keyMembers(
                        concat(prefix, List.of(part.getAttributeName())), nested.getEmbeddableTypeDescriptor()));
            }
        });
        return found;
    }

    private static List<String> path(CustomerKeyField key) {
        return key.path().isBlank()
                ? List.of(key.name())
                : concat(List.of(key.name()), List.of(key.path().strip().split("\\.", -1)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static SelectableMapping single(ValuedModelPart part, String from) {
        if (part.getJdbcTypeCount() != 1) {
            throw new CpniLabelException(
                    "The way from " + from + " to the customer goes over a composite key, which the gate cannot follow",
                    "Put the customer's id into the record, or lead the path over a key of one column");
        }
        return notFormula(part.getSelectable(0), from);
    }

    private static SelectableMapping notFormula(SelectableMapping column, String from) {
        if (column.isFormula()) {
            throw new CpniLabelException(
                    "The way from " + from + " to the customer goes over a formula, which the gate cannot follow",
                    "Lead the path over plain columns");
        }
        return column;
    }

    private static String key(MappedEntity entity, String table) {
        return entity.keyColumn(table)
                .orElseThrow(() -> new CpniLabelException(
                        "Table '" + SqlNames.table(table) + "' is tied to " + entity.name()
                                + " by a composite key, which the gate cannot follow to the customer",
                        "Put the customer's id into the table itself, or give the entity a key of one column"));
    }

    private MappedEntity entity(String name) {
        MappedEntity entity = entities.get(name);
        if (entity == null) {
            throw new CpniLabelException(
                    "A @CustomerKey path goes through entity '" + name + "', which has no class that could be labelled",
                    "Lead the path through entities that have a class");
        }
        return entity;
    }

    private static CpniLabelException noAttribute(String from, String attribute) {
        return new CpniLabelException(
                "The @CustomerKey path " + from + " cannot be followed: there is no persistent attribute '" + attribute
                        + "'",
                "Correct the path");
    }

    private static String column(SelectableMapping column) {
        return SqlNames.column(column.getSelectionExpression());
    }

    private static String tables(MappedEntity entity) {
        return entity.tables().stream()
                .map(table -> "'" + SqlNames.table(table) + "'")
                .toList()
                .toString();
    }
}
