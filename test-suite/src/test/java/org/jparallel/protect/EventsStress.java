// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Of several events a thread takes exactly one signal, or all or none.
public final class EventsStress {
    private static final Duration SHORT = Duration.ofNanos(500);

    private EventsStress() {}

    private static int latched(Event event) {
        try {
            event.await(Duration.ZERO);
            return 1;
        } catch (WaitTimeoutException _) {
            return 0;
        }
    }

    @JCStressTest
    @Description("Two signals meet a wait for either.")
    @Outcome(id = {"1, 0, 1", "2, 1, 0"}, expect = ACCEPTABLE, desc = "one taken, one latched")
    @State
    public static class SignalsAndAny {
        private final Event first = new Event();
        private final Event second = new Event();

        @Actor
        public void signal() {
            first.signal();
            second.signal();
        }

        @Actor
        public void await(III_Result result) {
            result.r1 = Event.waitAny(second, first) == first ? 1 : 2;
        }

        @Arbiter
        public void left(III_Result result) {
            result.r2 = latched(first);
            result.r3 = latched(second);
        }
    }

    @JCStressTest
    @Description("Two signals meet a wait for either that times out.")
    @Outcome(id = {"1, 0, 1", "2, 1, 0"}, expect = ACCEPTABLE, desc = "one taken, one latched")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "timed out, both latched")
    @State
    public static class SignalsAndAnyInTime {
        private final Event first = new Event();
        private final Event second = new Event();

        @Actor
        public void signal() {
            first.signal();
            second.signal();
        }

        @Actor
        public void await(III_Result result) {
            try {
                result.r1 = Event.waitAny(SHORT, second, first) == first ? 1 : 2;
            } catch (WaitTimeoutException _) {
                result.r1 = 0;
            }
        }

        @Arbiter
        public void left(III_Result result) {
            result.r2 = latched(first);
            result.r3 = latched(second);
        }
    }

    @JCStressTest
    @Description("Two signals meet a wait for both that times out.")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "both taken")
    @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "timed out, both latched")
    @State
    public static class SignalsAndAllInTime {
        private final Event first = new Event();
        private final Event second = new Event();

        @Actor
        public void signal() {
            first.signal();
            second.signal();
        }

        @Actor
        public void await(III_Result result) {
            try {
                Event.waitAll(SHORT, second, first);
                result.r1 = 1;
            } catch (WaitTimeoutException _) {
                result.r1 = 0;
            }
        }

        @Arbiter
        public void left(III_Result result) {
            result.r2 = latched(first);
            result.r3 = latched(second);
        }
    }

    @JCStressTest
    @Description("A thread waits for a signal that another wait for all sees, and lacks a second.")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the wait for it alone takes it")
    @State
    public static class SingleAndAll {
        private final Event first = new Event();
        private final Event second = new Event();

        @Actor
        public void signalAndAwait(III_Result result) {
            first.signal();
            first.await();
            result.r1 = 1;
        }

        @Actor
        public void awaitBoth(III_Result result) {
            try {
                Event.waitAll(SHORT, first, second);
                result.r3 = 1;
            } catch (WaitTimeoutException _) {
                result.r3 = 0;
            }
        }

        @Arbiter
        public void left(III_Result result) {
            result.r2 = latched(first);
        }
    }
}
