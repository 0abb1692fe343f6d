// SPDX-License-Identifier: Apache-2.0
package org.jparallel.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.context.ContextThread;
import org.jparallel.context.SafePoint;
import org.jparallel.context.SafePoints;
import org.jparallel.guard.MainThread;
import org.jparallel.protect.WorldNotStoppedException;
import org.jparallel.protect.WorldNotStoppedException.RunningContext;
import org.jparallel.work.Work;

/// Stops all contexts, runs something, and lets them go on.
@MainThread
public final class WorldStop {
    /// What lies between the thread and what the user submitted.
    private static final List<String> INNER =
            List.of(
                    "java.",
                    "jdk.",
                    "io.netty.",
                    "org.jparallel.dispatch.",
                    "org.jparallel.io.",
                    "org.jparallel.loop.",
                    "org.jparallel.ParallelMap",
                    "org.jparallel.QueueConsumer");

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private WorldStop() {}

    /// Runs something while all contexts stand still.
    ///
    /// @param loop those of its runtime
    /// @param work what runs
    /// @param timeout how long to wait for them
    /// @throws WorldNotStoppedException if they do not stand still in time; nothing was run
    public static void run(MainLoop loop, Work work, Duration timeout) {
        loop.requireMain("stopTheWorld");
        loop.requireMainOrOwnContext("stopTheWorld");
        SafePoints safePoints = loop.safePoints();
        if (safePoints.isWorldStopped()) {
            throw new IllegalStateException("stopTheWorld called while the world is stopped");
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("negative: timeout=" + timeout);
        }
        boolean endless = timeout.compareTo(LONGEST) > 0;
        run(safePoints, work, (endless ? LONGEST : timeout).toNanos());
    }

    private static void run(SafePoints safePoints, Work work, long timeoutNanos) {
        long startNanos = System.nanoTime();
        safePoints.stop();
        try {
            List<SafePoint> running = safePoints.awaitStopped(timeoutNanos);
            if (!running.isEmpty()) {
                throw notStopped(running, System.nanoTime() - startNanos, timeoutNanos);
            }
            work.run();
        } catch (Throwable failure) {
            throw Sneaky.rethrow(failure);
        } finally {
            safePoints.resume();
        }
    }

    private static WorldNotStoppedException notStopped(
            List<SafePoint> running, long waitedNanos, long timeoutNanos) {
        long waitedMillis = TimeUnit.NANOSECONDS.toMillis(waitedNanos);
        List<RunningContext> contexts =
                running.stream().map(point -> describe(point.thread(), waitedMillis)).toList();
        return new WorldNotStoppedException(contexts, Duration.ofNanos(timeoutNanos));
    }

    private static RunningContext describe(Thread thread, long waitedMillis) {
        long stuckMillis = thread instanceof ContextThread inner ? inner.stuckMillis() : 0;
        StackTraceElement[] stack = thread.getStackTrace();
        String position = stack.length == 0 ? "none" : stack[0].toString();
        return new RunningContext(
                thread.getName(), workOf(stack), Math.max(stuckMillis, waitedMillis), position);
    }

    private static String workOf(StackTraceElement[] stack) {
        for (int i = stack.length - 1; i >= 0; i--) {
            String name = stack[i].getClassName();
            if (INNER.stream().noneMatch(name::startsWith)) {
                return name + "." + stack[i].getMethodName();
            }
        }
        return "none";
    }
}
