// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// A signal releases exactly one waiter, or the next, whatever times out meanwhile.
public final class EventStress {
    private static final Duration SHORT = Duration.ofNanos(500);

    private EventStress() {}

    private static int released(Event event, Duration timeout) {
        try {
            event.await(timeout);
            return 1;
        } catch (WaitTimeoutException _) {
            return 0;
        }
    }

    @JCStressTest
    @Description("A signal meets a wait that ends when the signal comes.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "released, nothing latched")
    @State
    public static class SignalAndAwait {
        private final Event event = new Event();

        @Actor
        public void signal() {
            event.signal();
        }

        @Actor
        public void await(II_Result result) {
            event.await();
            result.r1 = 1;
        }

        @Arbiter
        public void next(II_Result result) {
            result.r2 = released(event, Duration.ZERO);
        }
    }

    @JCStressTest
    @Description("A signal meets a wait that times out.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "released, nothing latched")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "timed out, latched for the next")
    @State
    public static class SignalAndTimeout {
        private final Event event = new Event();

        @Actor
        public void signal() {
            event.signal();
        }

        @Actor
        public void await(II_Result result) {
            result.r1 = released(event, SHORT);
        }

        @Arbiter
        public void next(II_Result result) {
            result.r2 = released(event, Duration.ZERO);
        }
    }

    @JCStressTest
    @Description("A signal meets a wait that times out; the signaller waits itself.")
    @Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = ACCEPTABLE, desc = "one is released")
    @State
    public static class SignalAndTwoTimeouts {
        private final Event event = new Event();

        @Actor
        public void signaller(III_Result result) {
            event.signal();
            result.r1 = released(event, Duration.ZERO);
        }

        @Actor
        public void waiter(III_Result result) {
            result.r2 = released(event, SHORT);
        }

        @Arbiter
        public void next(III_Result result) {
            result.r3 = released(event, Duration.ZERO);
        }
    }

    @JCStressTest
    @Description("A signal meets a listener that is cancelled.")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "called, not cancelled")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "cancelled, latched for the next")
    @State
    public static class SignalAndCancel {
        private final Event event = new Event();
        private final AtomicInteger calls = new AtomicInteger();
        private final Event.Subscription subscription = event.subscribe(calls::getAndIncrement);

        @Actor
        public void signal() {
            event.signal();
        }

        @Actor
        public void cancel(III_Result result) {
            result.r2 = subscription.cancel() ? 1 : 0;
        }

        @Arbiter
        public void next(III_Result result) {
            result.r1 = calls.get();
            result.r3 = released(event, Duration.ZERO);
        }
    }
}
