package io.cpni.examples.benchmarks.audit;

import io.cpni.examples.benchmarks.gate.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The databases of a run, started for it and removed with it. */
final class Stores implements AutoCloseable {

    private final Path folder;
    private final Collection<Store> stores;
    private final List<Closeable> running = new ArrayList<>();

    private Stores(Path folder, Collection<Store> stores) {
        this.folder = folder;
        this.stores = List.copyOf(stores);
    }

    /** Starts what has to be started. */
    static Stores start(Collection<Store> stores, Path under) {
        try {
            Stores started = new Stores(
                    Files.createDirectories(under.resolve("audit-" + UUID.randomUUID()))
                            .toAbsolutePath(),
                    stores);
            try {
                for (Store store : stores) {
                    System.setProperty(store.property(), started.start(store));
                }
                return started;
            } catch (IOException | RuntimeException e) {
                started.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the databases of the benchmarks did not start", e);
        }
    }

    private String start(Store store) throws IOException {
        return switch (store) {
            case H2 -> "jdbc:h2:file:" + folder.resolve("audit") + ";WRITE_DELAY=0";
            case POSTGRESQL -> {
                // Embedded ones are made for tests and would not wait for the disk.
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgres"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
                running.add(server);
                yield server.getJdbcUrl("postgres", "postgres");
            }
            case MARIADB -> {
                MariaDbServer server = MariaDbServer.start(folder.resolve("mariadb"));
                running.add(server);
                yield server.url();
            }
        };
    }

    @Override
    public void close() {
        stores.forEach(store -> System.clearProperty(store.property()));
        try {
            for (Closeable server : running) {
                server.close();
            }
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the databases of the benchmarks were not cleared away", e);
        }
    }
}
