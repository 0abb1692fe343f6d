// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.context.WaitInterruptedException;
import org.jparallel.protect.Event;
import org.jparallel.work.Work;

/// What [SignalTest] starts: contexts that do what the first argument says, then `run()`.
///
/// Each prints `started`; what it prints after that tells how it ended.
final class SignalledProgram {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final PrintStream OUT = System.out;

    private SignalledProgram() {}

    public static void main(String[] arguments) {
        String scenario = arguments[0];
        Duration stopTimeout =
                switch (scenario) {
                    case "stuck", "calling" -> SHORT;
                    default -> LONG;
                };
        AsyncLimits limits =
                AsyncLimits.standard().withParallelThreads(2).withStopTimeout(stopTimeout);
        try (Async async = Async.open(limits)) {
            async.submitWork(work(async, scenario));
            async.run();
            OUT.println("run returned");
        }
    }

    private static Work work(Async async, String scenario) {
        return switch (scenario) {
            case "running" -> SignalledProgram::computeForAWhile;
            case "waiting" -> SignalledProgram::waitForNothing;
            case "waitingForTheMainThread" -> () -> callOnce(async);
            case "calling" -> () -> callForEver(async);
            case "stuck" -> SignalledProgram::spin;
            case "exiting" -> SignalledProgram::exit;
            default -> throw new IllegalArgumentException("no such scenario: " + scenario);
        };
    }

    /// Does not look at interrupts, and ends by itself, after the signal has come.
    private static void computeForAWhile() {
        OUT.println("started");
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(2).toNanos()) {
            Thread.onSpinWait();
        }
        OUT.println("finished, interrupted=" + Thread.currentThread().isInterrupted());
    }

    private static void waitForNothing() {
        OUT.println("started");
        try {
            new Event().await();
        } catch (WaitInterruptedException _) {
            OUT.println("interrupted");
        }
    }

    /// The main thread serves it although the process ends.
    private static void callOnce(Async async) {
        OUT.println("started");
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(2).toNanos()) {
            async.callFromMainThreadAndWait(() -> 1);
        }
        OUT.println("finished");
    }

    private static void callForEver(Async async) {
        OUT.println("started");
        try {
            while (true) {
                async.callFromMainThreadAndWait(() -> 1);
            }
        } catch (WaitInterruptedException _) {
            OUT.println("interrupted");
        }
    }

    private static void spin() {
        OUT.println("started");
        while (true) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void exit() {
        OUT.println("started");
        System.exit(7);
    }
}
