package io.cpni.autoconfigure;

import io.cpni.label.ColumnLabel;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DeclaredName;
import io.cpni.label.NotCpni;
import io.cpni.label.TableLabels;
import io.cpni.observation.Inventory;
import io.cpni.sql.RelationCatalog;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;

/** Reads the inventory off what was built: the gate's catalog, the data sources, the annotations of the model. */
final class InventoryReader implements Supplier<Inventory> {

    private final ListableBeanFactory beans;
    private final Supplier<Optional<RelationCatalog>> catalog;
    private final Supplier<List<Class<?>>> model;
    private final List<Inventory.Declared> settings;

    /**
     * Creates a reader.
     *
     * @param model the classes of the model
     * @param settings what the settings declare, and why
     */
    InventoryReader(
            ListableBeanFactory beans,
            Supplier<Optional<RelationCatalog>> catalog,
            Supplier<List<Class<?>>> model,
            List<Inventory.Declared> settings) {
        this.beans = beans;
        this.catalog = catalog;
        this.model = model;
        this.settings = List.copyOf(settings);
    }

    @Override
    public Inventory get() {
        Optional<RelationCatalog> known = catalog.get();
        return new Inventory(
                beans.getBeansOfType(DataSource.class, false, false).entrySet().stream()
                        .filter(source -> DataSourceGuards.leadsThroughGate(source.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                known.stream()
                        .flatMap(all -> all.labelledTables().stream())
                        .map(InventoryReader::table)
                        .toList(),
                known.map(RelationCatalog::plainRelations).orElse(List.of()),
                exceptions());
    }

    private static Inventory.Table table(TableLabels labels) {
        return new Inventory.Table(
                labels.table(),
                labels.categories(),
                path(labels.customerKey()),
                labels.columns().stream().map(InventoryReader::column).toList());
    }

    private static Inventory.Column column(ColumnLabel label) {
        return new Inventory.Column(
                DeclaredName.of(label.name()).text(),
                label.categories(),
                label.mask(),
                !label.structural() && !label.categories().isEmpty());
    }

    private static String path(CustomerKeyPath key) {
        return key.column()
                + key.hops().stream()
                        .map(hop -> " = " + hop.table() + "." + hop.match() + ", " + hop.next())
                        .collect(Collectors.joining());
    }

    private List<Inventory.Declared> exceptions() {
        List<Inventory.Declared> declared = new ArrayList<>();
        model.get().stream().flatMap(InventoryReader::levels).distinct().forEach(type -> {
            declare(declared, type.getName(), type);
            Stream.<AnnotatedElement>concat(
                            Arrays.stream(type.getDeclaredFields()), Arrays.stream(type.getDeclaredMethods()))
                    .forEach(member -> declare(
                            declared, type.getName() + "." + ((java.lang.reflect.Member) member).getName(), member));
        });
        declared.addAll(settings);
        declared.sort(Comparator.comparing(Inventory.Declared::what));
        return declared;
    }

    private static void declare(List<Inventory.Declared> declared, String what, AnnotatedElement element) {
        NotCpni exception = element.getDeclaredAnnotation(NotCpni.class);
        if (exception != null) {
            declared.add(new Inventory.Declared(what, exception.reason()));
        }
    }

    private static Stream<Class<?>> levels(Class<?> type) {
        return Stream.iterate(type, level -> level != null && level != Object.class, Class::getSuperclass);
    }
}
