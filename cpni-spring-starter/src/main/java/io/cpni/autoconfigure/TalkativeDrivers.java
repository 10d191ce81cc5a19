package io.cpni.autoconfigure;

import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Silences the loggers of drivers that write what the server says of a failure: it may quote a record that nobody who
 * reads the log may see. The gate hands out no connection where they are not silent.
 */
final class TalkativeDrivers {

    private static final Set<String> LOGGERS = Set.of("org.mariadb.jdbc.message.server.ErrorPacket");

    private TalkativeDrivers() {}

    static void silence(ClassLoader classLoader) {
        LoggingSystem logging = LoggingSystem.get(classLoader);
        LOGGERS.forEach(logger -> logging.setLogLevel(logger, LogLevel.OFF));
    }
}
