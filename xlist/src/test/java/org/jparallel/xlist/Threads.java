// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A thread of a test, with what came out of it.
final class Threads<R extends @Nullable Object> {
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

    static <R extends @Nullable Object> Threads<R> start(Callable<R> body) {
        return new Threads<>(body);
    }

    /// Returns when the thread is parked.
    Threads<R> untilItWaits() {
        long start = System.nanoTime();
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(outcome).as("ended instead of waiting").isNotDone();
            assertThat(System.nanoTime() - start).as("hangs").isLessThan(HANG.toNanos());
            Thread.onSpinWait();
        }
        return this;
    }

    void interrupt() {
        thread.interrupt();
    }

    R result() throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(HANG.toSeconds(), TimeUnit.SECONDS);
    }

    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            R result = result();
            throw new AssertionError("did not fail: result=" + result);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause == null ? failed : cause;
        }
    }
}
