// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The peers' pools, as their users would set them up, each with one thread for each processor.
public final class Pools {
    static final int THREAD_COUNT = Runtime.getRuntime().availableProcessors();

    private Pools() {}

    static ForkJoinPool forkJoin(boolean fifo) {
        return new ForkJoinPool(
                THREAD_COUNT, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, fifo);
    }

    static ExecutorService threadPool() {
        return new ThreadPoolExecutor(
                THREAD_COUNT, THREAD_COUNT, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /// A `ForkJoinPool` in its FIFO mode, meant for event-style tasks that are never joined.
    @State(Scope.Thread)
    public static class ForkJoinFifo {
        final ForkJoinPool pool = forkJoin(true);
        final Completions completions = Completions.ofPool();

        /// Ends the threads.
        @TearDown
        public void close() {
            pool.close();
        }
    }

    /// A `ForkJoinPool` in its default mode.
    @State(Scope.Thread)
    public static class ForkJoinLifo {
        final ForkJoinPool pool = forkJoin(false);
        final Completions completions = Completions.ofPool();

        /// Ends the threads.
        @TearDown
        public void close() {
            pool.close();
        }
    }

    /// The common pool, whatever the JDK makes of this machine.
    @State(Scope.Thread)
    public static class ForkJoinCommon {
        final ForkJoinPool pool = ForkJoinPool.commonPool();
        final Completions completions = Completions.ofPool();
    }

    /// A `ThreadPoolExecutor` on a `LinkedBlockingQueue`: `Executors.newFixedThreadPool`.
    @State(Scope.Thread)
    public static class ThreadPool {
        final ExecutorService pool = threadPool();
        final Completions completions = Completions.ofPool();

        /// Ends the threads.
        @TearDown
        public void close() {
            pool.close();
        }
    }

    /// One virtual thread for each task.
    @State(Scope.Thread)
    public static class VirtualThreads {
        final Completions completions = Completions.ofThreadPerTask();
    }

    /// Netty's group of single-threaded executors, used in turn.
    @State(Scope.Thread)
    public static class NettyGroup {
        final DefaultEventExecutorGroup group = new DefaultEventExecutorGroup(THREAD_COUNT);
        final Completions completions = Completions.ofPool();

        /// Ends the threads.
        @TearDown
        public void close() {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /// A Disruptor whose handlers see every event and run those whose turn is theirs.
    @State(Scope.Thread)
    public static class DisruptorHandlers {
        private static final int SLOT_COUNT = 1 << 16;

        final Completions completions = Completions.ofPool();
        final Disruptor<Slot> disruptor = new Disruptor<>(
                Slot::new,
                SLOT_COUNT,
                Thread.ofPlatform().daemon().factory(),
                ProducerType.SINGLE,
                new BlockingWaitStrategy());

        /// Starts one handler for each thread.
        @Setup
        public void open() {
            for (int i = 0; i < THREAD_COUNT; i++) {
                int turn = i;
                disruptor.handleEventsWith((slot, sequence, endOfBatch) -> {
                    if (sequence % THREAD_COUNT == turn) {
                        slot.run();
                    }
                });
            }
            disruptor.start();
        }

        /// Ends the threads.
        @TearDown
        public void close() {
            disruptor.shutdown();
        }
    }

    /// An event that carries a task.
    static final class Slot {
        private @Nullable Runnable task;

        void fill(Runnable next) {
            task = next;
        }

        private void run() {
            Runnable next = task;
            if (next != null) {
                next.run();
            }
        }
    }
}
