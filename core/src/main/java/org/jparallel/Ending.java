// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.arena.ChunkPool;
import org.jparallel.dispatch.Dispatcher;
import org.jparallel.loop.MainLoop;
import org.jparallel.protect.Containers;

/// How an [Async] ends: in order by `close()`, or with the process.
final class Ending {
    /// How long interrupted contexts have to end.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// How many runtimes are open in this process; the last one that is closed trims the pool.
    private static final AtomicInteger OPEN_COUNT = new AtomicInteger();

    private static final long POLL_MILLIS = 5;
    private static final int QUIET_POLL_COUNT = 10;
    private static final int INTERRUPT_COUNT = 20;

    private final MainLoop loop;
    private final TransportHost host;
    private final Containers containers;
    private final Duration timeout;
    private final Thread hook = new Thread(this::processEnds, "jparallel-exit");

    Ending(MainLoop loop, TransportHost host, Containers containers, Duration timeout) {
        this.loop = loop;
        this.host = host;
        this.containers = containers;
        this.timeout = timeout;
        Runtime.getRuntime().addShutdownHook(hook);
        OPEN_COUNT.getAndIncrement();
    }

    /// Runs what is left, then interrupts, then gives up; throws what failed and was not thrown
    /// yet.
    void close() {
        Dispatcher dispatcher = loop.dispatcher();
        Failures failures = new Failures();
        // A little less than we wait ourselves, so that what is cut has ended by then.
        host.stop(timeout.minus(timeout.dividedBy(8))).forEach(failures::add);
        if (!loop.drain(timeoutNanos())) {
            dispatcher.halt();
            interruptBusy();
        }
        dispatcher.stop();
        List<? extends Thread> left = dispatcher.busyThreads();
        long notStartedCount = dispatcher.workCount() - left.size();
        dispatcher.threads().stream().filter(thread -> !left.contains(thread)).forEach(this::join);
        join(dispatcher.monitorThread());
        host.close().forEach(failures::add);
        assert dispatcher.isBalanced() : "the active threads do not add up";
        loop.close().forEach(failures::add);
        closeContainers(failures);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already; the hook has run or does.
        }
        if (OPEN_COUNT.decrementAndGet() == 0) {
            ChunkPool.shared().trim();
        }
        if (!left.isEmpty() || notStartedCount > 0) {
            failures.add(new AsyncNotStoppedException(left, notStartedCount, timeout));
        }
        failures.throwIfAny();
    }

    private void closeContainers(Failures failures) {
        try {
            containers.close();
        } catch (IllegalStateException failure) {
            failures.add(failure);
        }
    }

    /// Interrupts what runs until it has ended or the grace is over: again and again, since a
    /// context may swallow an interrupt and wait once more.
    private void interruptBusy() {
        for (int i = 0; i < INTERRUPT_COUNT; i++) {
            loop.dispatcher().busyThreads().forEach(Thread::interrupt);
            loop.awaitIdle(GRACE.toNanos() / INTERRUPT_COUNT);
        }
    }

    private long timeoutNanos() {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        return timeout.compareTo(longest) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
    }

    private void join(Thread thread) {
        boolean interrupted = false;
        long start = System.nanoTime();
        while (thread.isAlive() && System.nanoTime() - start < GRACE.toNanos()) {
            try {
                thread.join(GRACE);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The shutdown hook: no further work starts, those that run may end, the main thread goes on
    /// serving them if it is in `run()`; what has not ended in time, or only waits for what will
    /// not come any more, is interrupted.
    private void processEnds() {
        loop.die();
        drainTransports();
        List<? extends Thread> exiting =
                loop.dispatcher().busyThreads().stream().filter(Ending::endsProcess).toList();
        if (!awaitQuiet(exiting, timeoutNanos())) {
            loop.dispatcher().busyThreads().forEach(Thread::interrupt);
            awaitQuiet(exiting, GRACE.toNanos());
        }
    }

    /// Lets the requests in flight finish.
    private void drainTransports() {
        if (host.isIdle()) {
            return;
        }
        host.stop(timeout);
        long start = System.nanoTime();
        while (!host.isIdle() && System.nanoTime() - start < timeoutNanos()) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    /// {@return whether the thread called `System.exit` and so waits for this very hook}
    private static boolean endsProcess(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    /// Waits until nothing is inside of a work, the time is up, or all that is left only waits.
    private boolean awaitQuiet(List<? extends Thread> exiting, long limitNanos) {
        Dispatcher dispatcher = loop.dispatcher();
        long start = System.nanoTime();
        long waitCount = -1;
        int quietPollCount = 0;
        while (!exiting.containsAll(dispatcher.busyThreads())) {
            boolean quiet =
                    exiting.containsAll(dispatcher.runningThreads())
                            && waitCount == dispatcher.waitCount();
            waitCount = dispatcher.waitCount();
            quietPollCount = quiet ? quietPollCount + 1 : 0;
            boolean timeIsUp = System.nanoTime() - start > limitNanos;
            if (timeIsUp || quietPollCount > QUIET_POLL_COUNT) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException _) {
                return false;
            }
        }
        return true;
    }
}
