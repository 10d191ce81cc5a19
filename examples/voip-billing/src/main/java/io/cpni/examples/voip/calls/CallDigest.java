package io.cpni.examples.voip.calls;

import io.cpni.examples.voip.imports.ParsedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Hashes what a record says of a call, to tell a repeated record from another one with the same id.
 *
 * <p>Views of one call log tell the same call in more or in less detail, and the digest is made to agree on them. The id
 * that ties legs together is left out, since one view gives a session where another gives a telephony session. Length is
 * taken in whole seconds, which every view has; the end counts by how far it is from start and length together. All else
 * decides whose call it is or what it costs, so there a view that tells more is a contradiction for a person to look at.
 */
final class CallDigest {

    private CallDigest() {}

    static String of(ParsedCall call) {
        String content = String.join(
                "\u0000",
                String.valueOf(call.caller()),
                String.valueOf(call.callee()),
                call.start().toString(),
                String.valueOf(call.answer()),
                Duration.between(call.start().plus(call.duration()), call.end()).toString(),
                Long.toString(call.duration().toSeconds()),
                Long.toString(call.billableDuration().toSeconds()),
                call.disposition().name());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
