package io.cpni.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says that a data source does not stand before the second wall as the settings say. */
final class SecondWallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Path> script;

    SecondWallException(String dataSource, List<String> findings, Optional<Path> script) {
        super("the data source " + dataSource + " does not stand before row-level security as cpni.second-wall says: "
                + String.join("; ", findings));
        this.script = script;
    }

    /** Returns the file that the present script was written to, if one is named. */
    Optional<Path> script() {
        return script;
    }
}
