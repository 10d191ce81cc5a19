package io.cpni.audit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A database server of a test's own whose commits are durable, and that can be killed. */
interface KillableServer extends AutoCloseable {

    /** Creates an empty database and returns the URL by which any process reaches it. */
    String createDatabase();

    /** Sends SIGKILL to all of its processes and waits until they are gone. */
    void kill() throws InterruptedException;

    /** Starts it again on what the killed one left, and returns when it takes connections. */
    void restart();

    @Override
    void close();

    static void killAll(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /** Removes a directory that nobody uses any more. */
    static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
