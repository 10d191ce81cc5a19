package io.cpni.examples.voip.rating;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the files of a tariff by name, from a folder, the class path or anywhere else. */
@FunctionalInterface
public interface TariffSource {

    /**
     * Opens one file; the caller closes it.
     *
     * @param fileName {@code Rates.csv} and the like
     * @throws IOException if there is no such file or it cannot be read
     */
    InputStream open(String fileName) throws IOException;

    /** Opens files of a folder. */
    static TariffSource folder(Path folder) {
        return fileName -> Files.newInputStream(folder.resolve(fileName));
    }

    /**
     * Opens resources beside or below a class.
     *
     * @param anchor the class whose loader is asked
     * @param path the folder, with a leading slash from the root of the class path, without a trailing one
     */
    static TariffSource resources(Class<?> anchor, String path) {
        return fileName -> {
            InputStream stream = anchor.getResourceAsStream(path + "/" + fileName);
            if (stream == null) {
                throw new FileNotFoundException("no resource " + path + "/" + fileName);
            }
            return stream;
        };
    }
}
