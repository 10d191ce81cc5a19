package io.cpni.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Keys from the configuration, kept in memory. */
final class LocalAuditKeys implements AuditKeys {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final SecureRandom chance = new SecureRandom();
    private final String current;
    private final Map<String, byte[]> keys;

    private LocalAuditKeys(String current, Map<String, byte[]> keys) {
        this.current = current;
        this.keys = keys;
    }

    @SuppressWarnings("UnusedException") // its text may quote the key
    static LocalAuditKeys ofBase64(String current, Map<String, String> keys) {
        Map<String, byte[]> decoded = new HashMap<>();
        keys.forEach((id, text) -> {
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "id of an audit key has 1 to 64 letters, digits, dots, underscores and"
                                + " hyphens; it is stored in clear");
            }
            byte[] key;
            try {
                key = Base64.getDecoder().decode(text.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("audit key '" + id + "' is not written in Base64");
            }
            if (key.length != Aead.KEY_BYTES) {
                throw new IllegalArgumentException("audit key '" + id + "' has " + key.length + " bytes instead of "
                        + Aead.KEY_BYTES + "; `openssl rand -base64 32` makes one");
            }
            decoded.put(id, key);
        });
        if (!decoded.containsKey(current)) {
            throw new IllegalArgumentException(
                    "the current audit key '" + current + "' is not among the keys, which are " + decoded.keySet());
        }
        return new LocalAuditKeys(current, Map.copyOf(decoded));
    }

    static LocalAuditKeys ephemeral() {
        return OfThisProcess.KEYS;
    }

    /** One for the whole process, in which a database in memory may be opened again. */
    private static final class OfThisProcess {

        private static final LocalAuditKeys KEYS = make();

        private static LocalAuditKeys make() {
            byte[] key = new byte[Aead.KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return new LocalAuditKeys("ephemeral", Map.of("ephemeral", key));
        }
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public byte[] wrap(byte[] key) {
        return new Aead(chance).seal(Objects.requireNonNull(keys.get(current)), key, boundTo(current));
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new AuditUnavailableException("keys of the audit log are encrypted under '" + keyId
                    + "', which is not among the audit keys here; add it");
        }
        return new Aead(chance)
                .open(key, wrapped, boundTo(keyId))
                .orElseThrow(() -> new AuditUnavailableException("a key of the audit log does not open under '" + keyId
                        + "': that is another key of this name, or the audit tables were changed"));
    }

    private static byte[] boundTo(String keyId) {
        return ("cpni audit key 1\n" + keyId).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "AuditKeys[current " + current + "]";
    }
}
