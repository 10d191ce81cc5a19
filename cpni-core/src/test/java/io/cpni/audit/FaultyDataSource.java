package io.cpni.audit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that fails on demand: down, down after a while, deaf at commit, or silent after it. */
final class FaultyDataSource implements DataSource {

    private static final Set<String> COUNTED = Set.of("prepareStatement", "createStatement", "commit");

    private final DataSource real;
    private final AtomicInteger epoch = new AtomicInteger();
    private volatile boolean down;
    private volatile int networkTimeout;
    private volatile boolean answersGetLost;
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile CountDownLatch commitReached = new CountDownLatch(0);
    private volatile CountDownLatch commitAllowed = new CountDownLatch(0);

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    /** Refuses connections and breaks those that are open. */
    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
        callsLeft.set(Integer.MAX_VALUE);
    }

    /** Goes down when so many statements were prepared and transactions ended. */
    void goDownAfter(int calls) {
        callsLeft.set(calls);
    }

    /** Tells whether it went down by itself. */
    boolean wentDown() {
        return callsLeft.get() <= 0;
    }

    /** Breaks the connections that are open, as a restart between two uses does. */
    void breakConnections() {
        epoch.incrementAndGet();
    }

    /** Commits once more, but breaks the connection before saying so. */
    void loseTheNextAnswer() {
        answersGetLost = true;
    }

    /** Lets commits wait. Returns a latch that is open when the first one does. */
    CountDownLatch holdCommits() {
        commitReached = new CountDownLatch(1);
        commitAllowed = new CountDownLatch(1);
        return commitReached;
    }

    void allowCommits() {
        commitAllowed.countDown();
    }

    /** Returns how long the database may be silent on the connection opened last, in milliseconds. */
    int networkTimeout() {
        return networkTimeout;
    }

    /** Prefers another transaction so many times. */
    void conflict(int times) {
        conflicts.set(times);
    }

    /** Returns how often something was committed. */
    int commits() {
        return commits.get();
    }

    /** Returns how many connections were handed out. */
    int connections() {
        return connections.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        failIfDown();
        connections.incrementAndGet();
        Connection connection = real.getConnection();
        int opened = epoch.get();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        failIfDown();
                        if (opened != epoch.get()) {
                            throw broken();
                        }
                    }
                    if (COUNTED.contains(method.getName()) && callsLeft.getAndDecrement() <= 0) {
                        down = true;
                        throw broken();
                    }
                    if (method.getName().equals("setNetworkTimeout")) {
                        networkTimeout = (int) arguments[1];
                    }
                    if (method.getName().equals("prepareStatement")
                            && conflicts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new SQLTransactionRollbackException("another transaction was preferred", "40001");
                    }
                    boolean commit = method.getName().equals("commit");
                    if (commit) {
                        commits.incrementAndGet();
                        commitReached.countDown();
                        commitAllowed.await();
                    }
                    Object result;
                    try {
                        result = method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (commit && answersGetLost) {
                        answersGetLost = false;
                        throw broken();
                    }
                    return result;
                });
    }

    private void failIfDown() throws SQLException {
        if (down) {
            throw broken();
        }
    }

    private static SQLException broken() {
        return new SQLNonTransientConnectionException("connection lost", "08006");
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
