package io.cpni.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names a statement without its literals, so that equal statements can be found in the audit log. */
final class Fingerprint {

    private static final Pattern LITERALS = Pattern.compile("'(?:[^']++|'')*+'?|\\b\\d[\\w.]*");
    private static final int BYTES = 16;

    private Fingerprint() {}

    static String of(String sql) {
        String shape = LITERALS.matcher(sql).replaceAll("?");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
