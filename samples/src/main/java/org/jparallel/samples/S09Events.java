// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.time.Duration;
import org.jparallel.Async;
import org.jparallel.protect.Event;
import org.jparallel.xlist.XList;

/// Makes work wait for an event, with and without holding a thread.
///
/// `submitWait` starts a work when its event is signalled; nothing waits until then. `Event.await`
/// waits within a work, and its core runs other contexts meanwhile: here a thousand contexts wait
/// for each other, on any number of processors. A wait can have a timeout.
///
/// Prints:
///
/// ```text
/// the signal started the work
/// a chain of 1000 waiting contexts is through
/// in vain: WaitTimeoutException
/// ```
public final class S09Events {
    private static final int LENGTH = 1_000;

    private S09Events() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<String> log = new XList<>()) {
            Event ready = new Event();
            async.submitWait(ready, () -> log.push("the signal started the work"));
            async.submitWork(ready::signal);
            async.run();

            Event last = chain(async);
            async.submitWait(
                    last, () -> log.push("a chain of " + LENGTH + " waiting contexts is through"));
            async.run();

            async.submitWait(
                    new Event(),
                    () -> log.push("never called"),
                    failure -> log.push("in vain: " + failure.getClass().getSimpleName()),
                    Duration.ofMillis(10));
            async.run();
            log.flush().forEach(System.out::println);
        }
    }

    private static Event chain(Async async) {
        Event first = new Event();
        Event before = first;
        for (int i = 0; i < LENGTH; i++) {
            Event from = before;
            Event to = new Event();
            async.submitWork(
                    () -> {
                        from.await();
                        to.signal();
                    });
            before = to;
        }
        first.signal();
        return before;
    }
}
