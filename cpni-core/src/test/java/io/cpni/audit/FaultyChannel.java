package io.cpni.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;

/** A file on a disk that is full, or that is slow to keep what it was given or does not keep it, as a test wants. */
final class FaultyChannel extends FileBaseDefault {

    /** What is wrong with the disk; of one test, for all of its files. */
    static final class Disk {
        volatile boolean full;
        volatile boolean forgetful;
        volatile CountDownLatch mayForce = new CountDownLatch(0);
        final AtomicInteger forces = new AtomicInteger();
    }

    private final FileChannel base;
    private final Disk disk;

    FaultyChannel(FileChannel base, Disk disk) {
        this.base = base;
        this.disk = disk;
    }

    /** Half of it is written when the disk turns out to be full. */
    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        if (disk.full) {
            ByteBuffer half = source.slice(source.position(), source.remaining() / 2);
            base.write(half, position);
            throw new IOException("No space left on device");
        }
        return base.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.forces.incrementAndGet();
        try {
            disk.mayForce.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (disk.forgetful) {
            throw new IOException("Input/output error");
        }
        base.force(metaData);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return base.read(target, position);
    }

    @Override
    public long size() throws IOException {
        return base.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        base.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        base.close();
    }
}
