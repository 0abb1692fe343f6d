// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;

/// The event loops of one runtime, shared by all its servers and clients.
@AnyThread
public final class EventLoops implements AutoCloseable {
    /// Whether the kernel's epoll is used; else the JDK's selectors.
    static final boolean EPOLL = Epoll.isAvailable();

    private static final int STOP_SECONDS = 5;
    private static final int INTERRUPT_COUNT = 8;
    private static final int PATIENCE_MILLIS = 500;

    private final TransportHost host;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final MultiThreadIoEventLoopGroup group;
    private final MultiThreadIoEventLoopGroup acceptors;
    private final Watchdog watchdog;

    private EventLoops(TransportHost host) {
        this.host = host;
        IoHandlerFactory handlers = EPOLL ? SteadyEpoll.newFactory() : NioIoHandler.newFactory();
        acceptors = new MultiThreadIoEventLoopGroup(1, this::newAcceptor, handlers);
        group = new MultiThreadIoEventLoopGroup(host.eventLoopCount(), this::newThread, handlers);
        for (EventExecutor executor : group) {
            executor.submit(() -> LoopThread.currentLoop().start((EventLoop) executor))
                    .syncUninterruptibly();
        }
        watchdog = new Watchdog(loops, host.name() + "-watchdog");
        watchdog.start();
    }

    /// The loops of a runtime; the first call starts them.
    ///
    /// @param host the runtime
    /// @return its loops
    public static EventLoops of(TransportHost host) {
        return host.shared(EventLoops.class, EventLoops::new);
    }

    private Thread newThread(Runnable task) {
        String name = host.name() + "-loop-" + (loops.size() + 1);
        Loop loop = new Loop(task, name, host);
        loops.add(loop);
        return loop.thread();
    }

    private Thread newAcceptor(Runnable task) {
        Thread thread = new FastThreadLocalThread(task, host.name() + "-accept");
        thread.setDaemon(true);
        return thread;
    }

    /// {@return the thread that listens, started with the first server}
    ///
    /// It has no connections of its own: a callback may wait until a server listens, and a hog
    /// keeps nobody out.
    MultiThreadIoEventLoopGroup acceptors() {
        return acceptors;
    }

    TransportHost host() {
        return host;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /// {@return how many loops a callback keeps for longer than its server allows, now}
    public int hogCount() {
        return loops.stream().mapToInt(Loop::hogCount).sum();
    }

    /// Ends the threads and gives all memory back. All connections are closed by then, unless a
    /// callback blocks its loop: that is interrupted.
    ///
    /// @throws IllegalStateException if a callback goes on in spite of that; what its loop holds
    ///     is given back when it ends after all
    @Override
    public void close() {
        watchdog.stop();
        acceptors.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        Future<?> ended = group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; i < INTERRUPT_COUNT && !ended.awaitUninterruptibly(PATIENCE_MILLIS); i++) {
            loops.forEach(loop -> loop.thread().interrupt());
        }
        List<String> stuck = new ArrayList<>();
        for (Loop loop : loops) {
            if (ended.isDone()) {
                Threads.join(loop.thread());
                loop.close();
            } else {
                stuck.add(loop.thread().getName());
                Thread.startVirtualThread(() -> closeAtItsEnd(loop));
            }
        }
        if (!stuck.isEmpty()) {
            throw new IllegalStateException("event loops do not end: threads=" + stuck);
        }
    }

    /// What a callback that went on has held is given back when it ends after all.
    private static void closeAtItsEnd(Loop loop) {
        Threads.join(loop.thread());
        loop.close();
    }
}
