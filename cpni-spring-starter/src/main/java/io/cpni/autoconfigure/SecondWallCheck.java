package io.cpni.autoconfigure;

import io.cpni.decision.Enforcement;
import io.cpni.sql.GuardedDataSource;
import io.cpni.sql.RowSecurity;
import io.cpni.sql.RowSecurityDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks, once all is built, whether each data source stands before the second wall as the settings say: whether the script in
 * the database is the present one, the tables have policies, and the role is one that they hold.
 */
final class SecondWallCheck implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SecondWallCheck.class);

    private final ListableBeanFactory beans;
    private final DataSourceGuards guards;
    private final ApplicationWall wall;
    private final FactsBesideData facts;
    private final CpniProperties.SecondWall settings;
    private final Enforcement enforcement;

    SecondWallCheck(
            ListableBeanFactory beans,
            DataSourceGuards guards,
            ApplicationWall wall,
            FactsBesideData facts,
            CpniProperties.SecondWall settings,
            Enforcement enforcement) {
        this.beans = beans;
        this.guards = guards;
        this.wall = wall;
        this.facts = facts;
        this.settings = settings;
        this.enforcement = enforcement;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, DataSource> all = beans.getBeansOfType(DataSource.class);
        requireDeclaredOnesAreThere(all);
        if (settings.isBesideTheGate() && enforcement.observesSomething()) {
            throw new IllegalStateException(
                    "denials are only observed (cpni.mode, cpni.modes), but row-level security behind"
                            + " the gate hides what would be released; take cpni.second-wall.writers away until they are enforced");
        }
        RowSecurity present = wall.rebuilt();
        all.forEach((name, dataSource) -> {
            if (dataSource instanceof RowSecurityDataSource) {
                require(name, guards.raw(dataSource), present, RowSecurity.Standing.READER);
                facts.requireBehindWall(name, guards.raw(dataSource), settings.wallSchema());
                LOG.warn(
                        "The data source {} takes SQL of any kind: it stands before row-level security instead of the gate,"
                                + " and its records name no customers. Declared: {}",
                        name,
                        settings.instead().get(name));
            } else if (settings.isBesideTheGate() && dataSource instanceof GuardedDataSource) {
                require(name, guards.raw(dataSource), present, RowSecurity.Standing.WRITER);
                LOG.info("The data source {} stands before the gate, and row-level security behind it", name);
            }
        });
    }

    private void requireDeclaredOnesAreThere(Map<String, DataSource> all) {
        TreeSet<String> missing = new TreeSet<>(settings.instead().keySet());
        missing.removeIf(name -> all.get(name) instanceof RowSecurityDataSource);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("cpni.second-wall.instead names " + missing
                    + ", which are no data sources; name the beans that connect as a reader");
        }
    }

    private void require(String name, DataSource raw, RowSecurity present, RowSecurity.Standing standing) {
        List<String> findings;
        try (Connection connection = raw.getConnection()) {
            findings = present.findings(connection, standing);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the data source " + name + " does not say whether it stands before row-level security", e);
        }
        if (!findings.isEmpty()) {
            Optional<Path> file = Optional.ofNullable(settings.script());
            file.ifPresent(path -> write(path, present.script()));
            throw new SecondWallException(name, findings, file);
        }
    }

    /** Writes the script for the eyes of the file's owner alone, where the file system knows of that. */
    private static void write(Path file, String script) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, ownersOnly);
            Files.writeString(file, script);
        } catch (IOException e) {
            throw new UncheckedIOException("the script of row-level security cannot be written to " + file, e);
        }
    }
}
