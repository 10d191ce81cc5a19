package io.cpni.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes what a server said as bytes to be encrypted, and reads it back. */
final class ServerFailureCodec {

    private static final byte FORMAT = 1;

    /** Lengths are rounded up to this, because that of a message tells about the value that it quotes. */
    private static final int BLOCK = 256;

    private ServerFailureCodec() {}

    static byte[] encode(ServerFailure failure) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(failure.omitted());
            out.writeLong(failure.notKept());
            out.writeInt(failure.messages().size());
            for (ServerFailure.Message message : failure.messages()) {
                writeText(out, message.type());
                out.writeBoolean(message.sqlState().isPresent());
                if (message.sqlState().isPresent()) {
                    writeText(out, message.sqlState().get());
                }
                out.writeInt(message.code());
                writeText(out, message.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        byte[] written = bytes.toByteArray();
        return Arrays.copyOf(written, (written.length + BLOCK - 1) / BLOCK * BLOCK);
    }

    /**
     * Reads back what {@link #encode} wrote.
     *
     * @throws IOException if another version of this library wrote it
     */
    static ServerFailure decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new IOException("a format that this version does not know");
            }
            int omitted = in.readInt();
            long notKept = in.readLong();
            int count = in.readInt();
            List<ServerFailure.Message> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String type = readText(in);
                Optional<String> state = in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
                messages.add(new ServerFailure.Message(type, state, in.readInt(), readText(in)));
            }
            return new ServerFailure(messages, omitted, notKept);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
