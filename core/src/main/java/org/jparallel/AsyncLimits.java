// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.time.Duration;
import java.util.Objects;
import org.jparallel.guard.AnyThread;
import org.jparallel.protect.Published;
import org.jparallel.protect.TooManyVersionsException;
import org.jparallel.protect.WorldNotStoppedException;

/// The limits of one [Async], each with a default and a documented behaviour when it is reached.
///
/// ```java
/// Async.open(AsyncLimits.standard().withParallelThreads(4).withContextBytes(1 << 20))
/// ```
///
/// @param parallelThreads how many contexts run at a time, 1 to 1,024; default: one a processor
/// @param eventLoops how many threads serve the connections of all servers and clients, 1 to 1,024;
///     default: one for every two processors. They start with the first server or client
/// @param spareThreads how many threads more may exist while contexts wait, 0 to 30,000; default
///     10,000. A context that wants to wait beyond that gets an exception instead
/// @param ringWorks how many works the ring holds, a power of two from 2 to 2^24; default 65,536.
///     When it is full the main thread waits in `submitWork` and serves meanwhile; works that
///     contexts submit spill to the Java heap, 56 bytes each
/// @param contextBytes the most off-heap bytes a context may use, at least 1; default 1 GiB. Then
///     `ArenaExhaustedException`
/// @param runtimeBytes the most off-heap bytes of all contexts together, at least 4,096; default:
///     three quarters of what the Java heap may have. Then `ArenaExhaustedException`
/// @param stopTimeout how long [Async#close()] and the end of the process (Ctrl-C) wait for running
///     contexts before they interrupt them; default 5 s
/// @param waitingVersions how many old versions of one [Published] may wait for the contexts that
///     read them, 1 to 2^20; default 64. Beyond that replacing waits, a second at most, and then
///     gets a [TooManyVersionsException]
/// @param worldStopTimeout how long [Async#stopTheWorld] waits for the contexts; default 1 s. Then
///     [WorldNotStoppedException]
@AnyThread
public record AsyncLimits(
        int parallelThreads,
        int eventLoops,
        int spareThreads,
        int ringWorks,
        long contextBytes,
        long runtimeBytes,
        Duration stopTimeout,
        int waitingVersions,
        Duration worldStopTimeout) {
    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public AsyncLimits {
        check("parallelThreads", parallelThreads, 1, 1_024);
        check("eventLoops", eventLoops, 1, 1_024);
        check("spareThreads", spareThreads, 0, 30_000);
        check("ringWorks", ringWorks, 2, 1 << 24);
        if (Integer.bitCount(ringWorks) != 1) {
            throw new IllegalArgumentException("not a power of two: ringWorks=" + ringWorks);
        }
        check("contextBytes", contextBytes, 1, Long.MAX_VALUE);
        check("runtimeBytes", runtimeBytes, 4_096, Long.MAX_VALUE);
        check("stopTimeout", stopTimeout);
        check("waitingVersions", waitingVersions, 1, 1 << 20);
        check("worldStopTimeout", worldStopTimeout);
    }

    private static void check(String name, Duration time) {
        Objects.requireNonNull(time, name);
        if (time.isNegative()) {
            throw new IllegalArgumentException("negative: " + name + "=" + time);
        }
    }

    private static void check(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "out of range: "
                            + name
                            + "="
                            + value
                            + " minimum="
                            + minimum
                            + " maximum="
                            + maximum);
        }
    }

    /// {@return the defaults}
    public static AsyncLimits standard() {
        Runtime runtime = Runtime.getRuntime();
        return new AsyncLimits(
                runtime.availableProcessors(),
                Math.max(1, runtime.availableProcessors() / 2),
                10_000,
                1 << 16,
                1L << 30,
                Math.max(runtime.maxMemory() / 4 * 3, 1L << 26),
                Duration.ofSeconds(5),
                64,
                Duration.ofSeconds(1));
    }

    /// {@return these limits with another number of parallel threads}
    ///
    /// @param count the number
    public AsyncLimits withParallelThreads(int count) {
        return new AsyncLimits(
                count,
                eventLoops,
                spareThreads,
                ringWorks,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another number of event loops}
    ///
    /// @param count the number
    public AsyncLimits withEventLoops(int count) {
        return new AsyncLimits(
                parallelThreads,
                count,
                spareThreads,
                ringWorks,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another number of spare threads}
    ///
    /// @param count the number
    public AsyncLimits withSpareThreads(int count) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                count,
                ringWorks,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another size of the ring}
    ///
    /// @param count how many works it holds, a power of two
    public AsyncLimits withRingWorks(int count) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                count,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another limit for a context}
    ///
    /// @param byteCount the bytes
    public AsyncLimits withContextBytes(long byteCount) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                ringWorks,
                byteCount,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another limit for all contexts together}
    ///
    /// @param byteCount the bytes
    public AsyncLimits withRuntimeBytes(long byteCount) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                ringWorks,
                contextBytes,
                byteCount,
                stopTimeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another time to stop}
    ///
    /// @param timeout the time
    public AsyncLimits withStopTimeout(Duration timeout) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                ringWorks,
                contextBytes,
                runtimeBytes,
                timeout,
                waitingVersions,
                worldStopTimeout);
    }

    /// {@return these limits with another number of old versions that may wait}
    ///
    /// @param count the number
    public AsyncLimits withWaitingVersions(int count) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                ringWorks,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                count,
                worldStopTimeout);
    }

    /// {@return these limits with another time to wait for contexts to stop}
    ///
    /// @param timeout the time
    public AsyncLimits withWorldStopTimeout(Duration timeout) {
        return new AsyncLimits(
                parallelThreads,
                eventLoops,
                spareThreads,
                ringWorks,
                contextBytes,
                runtimeBytes,
                stopTimeout,
                waitingVersions,
                timeout);
    }
}
