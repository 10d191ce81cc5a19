package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A witness by C2SP's tlog-witness on this machine: checks, remembers and signs, or does as a test tells it once. */
final class HttpWitnesses implements AutoCloseable {

    static final int KEY = 3;
    static final NoteKey WITNESS =
            NoteKey.ofCosigner("witness.example/w1", Signers.of(KEY).publicKey());

    private static final long TIME = 1_679_315_147;

    final List<String> requests = new ArrayList<>();
    private final Deque<Answer> told = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private long size;
    private NodeHash root = Rfc6962.emptyRoot();

    HttpWitnesses() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w/add-checkpoint", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI prefix() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/w");
    }

    /** Has the next request answered so, whatever it says. */
    void tell(int status, String body) {
        told.add(exchange -> answer(exchange, status, body));
    }

    void tell(Answer answer) {
        told.add(answer);
    }

    /** Lets the witness have seen a log up to a size. */
    void remember(Checkpoint seen) {
        size = seen.size();
        root = seen.root();
    }

    long size() {
        return size;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(request);
        if (!told.isEmpty()) {
            told.remove().to(exchange);
            return;
        }
        List<String> lines =
                request.substring(0, request.indexOf("\n\n")).lines().toList();
        SignedNote note = SignedNote.parse(request.substring(request.indexOf("\n\n") + 2));
        Checkpoint checkpoint = Checkpoint.open(note, Signers.trusting(1));
        long old = Long.parseLong(lines.get(0).substring("old ".length()));
        if (old != size) {
            answer(exchange, 409, size + "\n");
            return;
        }
        if (old == checkpoint.size() && !root.equals(checkpoint.root())) {
            answer(exchange, 409, size + "\n");
            return;
        }
        List<NodeHash> path = new ArrayList<>();
        lines.stream().skip(1).map(NodeHash::ofBase64).forEach(path::add);
        if (!new ConsistencyProof(old, checkpoint.size(), path).verifies(root, checkpoint.root())) {
            answer(exchange, 422, "");
            return;
        }
        remember(checkpoint);
        answer(exchange, 200, cosigned(note, line -> line));
    }

    /** The line this witness would sign, changed by the test. */
    static String cosigned(SignedNote note, UnaryOperator<byte[]> change) {
        byte[] signature = change.apply(cosignature(KEY, TIME, note.text().getBytes(UTF_8)));
        return new SignedNote.Line(WITNESS.name(), WITNESS.id(), signature).render();
    }

    static byte[] cosignature(int key, long seconds, byte[] text) {
        String head = "cosignature/v1\ntime " + seconds + "\n";
        byte[] signed = Signers.of(key).sign((head + new String(text, UTF_8)).getBytes(UTF_8));
        return ByteBuffer.allocate(8 + 64).putLong(seconds).put(signed).array();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        if (status == 409) {
            exchange.getResponseHeaders().add("Content-Type", "text/x.tlog.size");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
