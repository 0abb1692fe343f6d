// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jparallel.Async;
import org.jparallel.work.Timer;
import org.jparallel.xlist.XList;

/// Starts work at a time, once or again and again.
///
/// A timer's work runs in a context like any other. `run` does not return while a timer is armed,
/// so one with a period must be cancelled. A start that is due while the one before still runs is
/// skipped and counted.
///
/// Prints:
///
/// ```text
/// tick
/// tick
/// tick
/// alarm
/// the ticker fired 3 times
/// ```
public final class S05Timers {
    private S05Timers() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<String> log = new XList<>()) {
            CompletableFuture<Timer> ticker = new CompletableFuture<>();
            Duration period = Duration.ofMillis(5);
            ticker.complete(async.submitTimer(period, period, () -> tick(async, log, ticker)));
            async.run();
            async.submitTimer(Duration.ofMillis(5), Duration.ZERO, () -> log.push("alarm"));
            async.run();
            log.flush().forEach(System.out::println);
            System.out.println("the ticker fired " + ticker.join().firedCount() + " times");
        }
    }

    private static void tick(Async async, XList<String> log, CompletableFuture<Timer> ticker) {
        log.push("tick");
        if (log.size() == 3) {
            async.callFromMainThreadAndWait(() -> ticker.join().cancel());
        }
    }
}
