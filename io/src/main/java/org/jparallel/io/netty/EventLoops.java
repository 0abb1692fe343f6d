// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
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

    private final TransportHost host;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final MultiThreadIoEventLoopGroup group;
    private final Watchdog watchdog;

    private EventLoops(TransportHost host) {
        this.host = host;
        IoHandlerFactory handlers = EPOLL ? SteadyEpoll.newFactory() : NioIoHandler.newFactory();
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

    /// Ends the threads and gives all memory back. All connections are closed by then.
    @Override
    public void close() {
        watchdog.stop();
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        for (Loop loop : loops) {
            Threads.join(loop.thread());
            loop.close();
        }
    }
}
