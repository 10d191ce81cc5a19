package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cpni.merkle.WitnessException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * Shows checkpoints to a witness elsewhere, by C2SP's tlog-witness. The witness checks that the log only grew since it saw
 * it last, and signs what it saw with the time.
 *
 * <p>What the witness saw before this object was made, it is not asked for: {@link #latest} knows what was published through
 * this object only. But it is compared: with the first checkpoint that is published, the witness names the size it knows,
 * and wants the proof from there.
 */
public final class HttpWitness implements CheckpointWitness {

    /** A hundred signatures have less. */
    private static final int LONGEST_ANSWER = 1 << 16;

    /** Once to learn what the witness knows, once from there, once more in case another node came between. */
    private static final int ATTEMPTS = 3;

    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})\n");

    private final URI address;
    private final List<NoteKey> keys;
    private final Duration timeout;
    private final HttpClient client;
    private final Map<String, SignedNote> published = new ConcurrentHashMap<>();

    private HttpWitness(URI address, List<NoteKey> keys, Duration timeout) {
        this.address = address;
        this.keys = keys;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Shows checkpoints to the witness at an address.
     *
     * @param submissionPrefix the witness' address for writing, without {@code /add-checkpoint}
     * @param keys the witness' keys, each of {@link NoteKey.Type#COSIGNATURE}; one of them must sign
     * @param timeout how long an answer may take, all of it
     */
    public static HttpWitness at(URI submissionPrefix, List<NoteKey> keys, Duration timeout) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.type() != NoteKey.Type.COSIGNATURE)) {
            throw new IllegalArgumentException(
                    "give the key of the witness, of type 4 (cosignature): without it, anybody"
                            + " could answer in its place");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("the timeout is " + timeout + ", but must be a millisecond at least");
        }
        if (submissionPrefix.getUserInfo() != null
                || submissionPrefix.getHost() == null
                || !List.of("https", "http").contains(submissionPrefix.getScheme())) {
            throw new IllegalArgumentException(
                    "the address of a witness begins with https:// or http:// and a host, and has"
                            + " no user or password in it, as messages name it");
        }
        String prefix = submissionPrefix.toString();
        String slash = prefix.endsWith("/") ? "" : "/";
        return new HttpWitness(URI.create(prefix + slash + "add-checkpoint"), List.copyOf(keys), timeout);
    }

    @Override
    public Optional<SignedNote> latest(String origin) {
        return Optional.ofNullable(published.get(origin));
    }

    @Override
    public SignedNote publish(SignedNote note, LongFunction<ConsistencyProof> proofFromSize) {
        Checkpoint checkpoint = Checkpoint.unverified(note);
        long old = sizeSeen(checkpoint);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HttpResponse<byte[]> answer = ask(body(old, checkpoint, note, proofFromSize));
            if (answer.statusCode() != 409) {
                SignedNote cosigned = cosigned(note, answer);
                published.put(checkpoint.origin(), cosigned);
                return cosigned;
            }
            old = sizeNamed(answer, old, checkpoint);
        }
        throw new WitnessException(
                Kind.UNAVAILABLE,
                "the witness at " + address + " was shown other checkpoints of \"" + checkpoint.origin()
                        + "\" meanwhile");
    }

    /** Returns the size the witness last cosigned, as far as this object knows; 0 makes the witness name it. */
    private long sizeSeen(Checkpoint next) {
        return latest(next.origin())
                .map(seen -> Checkpoint.unverified(seen).size())
                .filter(seen -> seen <= next.size())
                .orElse(0L);
    }

    private static String body(
            long old, Checkpoint checkpoint, SignedNote note, LongFunction<ConsistencyProof> proofFromSize) {
        StringBuilder body = new StringBuilder("old ").append(old).append('\n');
        if (old > 0 && old < checkpoint.size()) {
            ConsistencyProof proof = proofFromSize.apply(old);
            if (proof.from() != old || proof.to() != checkpoint.size()) {
                throw new IllegalStateException("asked for a proof from " + old + " to " + checkpoint.size()
                        + " records, but given one from " + proof.from() + " to " + proof.to());
            }
            proof.path().forEach(node -> body.append(node.base64()).append('\n'));
        }
        return body.append('\n').append(note.render()).toString();
    }

    /** Returns the size from which the witness wants a proof, having said that it isn't the one it was given. */
    private long sizeNamed(HttpResponse<byte[]> answer, long old, Checkpoint checkpoint) {
        OptionalLong named = size(text(answer));
        if (old == checkpoint.size() && old > 0 && (named.isEmpty() || named.getAsLong() == old)) {
            throw inconsistent(checkpoint, "saw another root for the same " + old + " records");
        }
        if (named.isEmpty() || named.getAsLong() == old) {
            throw new WitnessException(
                    Kind.UNBELIEVABLE, "the witness at " + address + " answered 409 without naming another size");
        }
        if (named.getAsLong() > checkpoint.size()) {
            throw inconsistent(
                    checkpoint, "saw " + named.getAsLong() + " records, but there are " + checkpoint.size() + " now");
        }
        return named.getAsLong();
    }

    private WitnessException inconsistent(Checkpoint checkpoint, String what) {
        return new WitnessException(
                Kind.INCONSISTENT, "of the log \"" + checkpoint.origin() + "\" the witness at " + address + " " + what);
    }

    private static OptionalLong size(String body) {
        if (!SIZE.matcher(body).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(body.strip()));
        } catch (NumberFormatException e) {
            // Beyond what a long holds: as good as no size.
            return OptionalLong.empty();
        }
    }

    /** Returns the note with the witness' signatures under it. */
    private SignedNote cosigned(SignedNote note, HttpResponse<byte[]> answer) {
        switch (answer.statusCode()) {
            case 200 -> {}
            case 404 -> throw refused(answer, "does not know the log");
            case 403 -> throw refused(answer, "trusts none of the keys that signed");
            case 400 -> throw refused(answer, "did not understand");
            case 422 ->
                throw new WitnessException(
                        Kind.INCONSISTENT,
                        "the witness at " + address + " answered 422: the log does not begin with what it saw");
            default ->
                throw new WitnessException(
                        Kind.UNAVAILABLE, "the witness at " + address + " answered " + answer.statusCode());
        }
        try {
            List<SignedNote.Line> lines = SignedNote.parseLines(text(answer)).stream()
                    .filter(line -> keys.stream().anyMatch(line::isOf))
                    .toList();
            SignedNote cosigned = note.with(lines);
            if (!cosigned.verifiedBy(keys).isEmpty() && !lines.isEmpty()) {
                return cosigned;
            }
        } catch (NoteException e) {
            throw new WitnessException(
                    Kind.UNBELIEVABLE,
                    "the answer of the witness at " + address + " is not believed: " + e.getMessage(),
                    e);
        }
        throw new WitnessException(Kind.UNBELIEVABLE, "no key of the witness at " + address + " signed its answer");
    }

    private WitnessException refused(HttpResponse<byte[]> answer, String what) {
        return new WitnessException(
                Kind.REFUSED, "the witness at " + address + " answered " + answer.statusCode() + ": it " + what);
    }

    private String text(HttpResponse<byte[]> answer) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(answer.body())).toString();
        } catch (CharacterCodingException e) {
            throw new WitnessException(
                    Kind.UNBELIEVABLE, "the answer of the witness at " + address + " is no UTF-8", e);
        }
    }

    /** Asks, and waits for the whole answer: the client's own limit ends with the headers. */
    private HttpResponse<byte[]> ask(String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(LONGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new WitnessException(
                    Kind.UNAVAILABLE, "the witness at " + address + " cannot be asked", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new WitnessException(
                    Kind.UNAVAILABLE, "the witness at " + address + " did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new WitnessException(
                    Kind.UNAVAILABLE, "interrupted while the witness at " + address + " was asked", e);
        }
    }
}
