package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a key from a PEM file (RFC 7468). What stands in the file is in no message. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemFile() {}

    /**
     * Returns the bytes of the only block in a file.
     *
     * @param label what the block must be, as {@code PRIVATE KEY}
     * @throws IllegalArgumentException if there is none, another one or more than one
     * @throws UncheckedIOException if the file cannot be read
     */
    static byte[] read(Path file, String label) {
        Matcher block = BLOCK.matcher(text(file));
        if (!block.find()) {
            throw new IllegalArgumentException(file + " has no \"-----BEGIN " + label + "-----\" in it: no PEM file");
        }
        if (!block.group(1).equals(label)) {
            throw new IllegalArgumentException(file + " holds \"" + block.group(1) + "\", but \"" + label
                    + "\" is needed" + advice(block.group(1)));
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no PEM file: its block is no Base64", e);
        }
        if (block.find()) {
            throw new IllegalArgumentException(file + " holds more than one block; give each key a file of its own");
        }
        return bytes;
    }

    private static String advice(String label) {
        return switch (label) {
            case "ENCRYPTED PRIVATE KEY" -> "; keep a key that needs a password in a PKCS#12 file";
            case "PRIVATE KEY" -> "; this is the key to sign with, which who verifies must not have";
            default -> "";
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key file " + file, e);
        }
    }
}
