// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A thread of a test, with what came out of it.
///
/// @param <R> what comes out
public final class Threads<R extends @Nullable Object> {
    private static final Duration HANG = Duration.ofSeconds(60);

    private final CompletableFuture<R> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Threads(Callable<R> body) {
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        outcome.complete(body.call());
                                    } catch (Throwable failure) {
                                        outcome.completeExceptionally(failure);
                                    }
                                });
    }

    /// {@return a thread that runs}
    ///
    /// @param <R> what comes out
    /// @param body what it does
    public static <R extends @Nullable Object> Threads<R> start(Callable<R> body) {
        return new Threads<>(body);
    }

    /// {@return this thread, when it is parked}
    public Threads<R> untilItWaits() {
        return untilItIs(EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING));
    }

    /// {@return this thread, when it is in one of these states}
    ///
    /// @param states the states
    public Threads<R> untilItIs(Set<Thread.State> states) {
        long start = System.nanoTime();
        while (!states.contains(thread.getState())) {
            assertThat(outcome).as("ended instead of waiting").isNotDone();
            assertThat(System.nanoTime() - start).as("hangs").isLessThan(HANG.toNanos());
            Thread.onSpinWait();
        }
        return this;
    }

    /// Interrupts it.
    public void interrupt() {
        thread.interrupt();
    }

    /// {@return what came out}
    ///
    /// @throws InterruptedException if the caller is interrupted
    /// @throws ExecutionException if it failed
    /// @throws TimeoutException if it hangs
    public R result() throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(HANG.toSeconds(), TimeUnit.SECONDS);
    }

    /// {@return what it failed with}
    ///
    /// @throws InterruptedException if the caller is interrupted
    /// @throws TimeoutException if it hangs
    public Throwable failure() throws InterruptedException, TimeoutException {
        try {
            R result = result();
            throw new AssertionError("did not fail: result=" + result);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause == null ? failed : cause;
        }
    }
}
