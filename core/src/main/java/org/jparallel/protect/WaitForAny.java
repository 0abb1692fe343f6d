// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jparallel.context.Blocking;

/// A thread that waits for the first of several events to be signalled.
///
/// It stands in the queue of each. Whoever hands it a signal must win the compare-and-set of
/// `winner`; who loses hands the signal to the next in that queue. So it takes exactly one signal,
/// and once it has given up none.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `winner` | signallers, the waiter | compare-and-set | the waiter | volatile |
final class WaitForAny {
    /// What [#await(long)] returns if the time is up.
    static final int NONE = -1;

    private static final int GIVEN_UP = -2;

    private final List<Event> events;
    private final List<Place> places = new ArrayList<>();
    private final Thread thread = Thread.currentThread();
    private final AtomicInteger winner = new AtomicInteger(NONE);

    /// Its place in the queue of one event.
    private final class Place implements EventWaiter {
        private final int index;

        Place(int index) {
            this.index = index;
        }

        @Override
        public boolean take() {
            return winner.compareAndSet(NONE, index);
        }

        @Override
        public void wake() {
            LockSupport.unpark(thread);
        }
    }

    WaitForAny(List<Event> events) {
        this.events = events;
    }

    /// {@return the index of the event whose signal was taken, [#NONE] if there was none in time}
    int await(long timeoutNanos) {
        try {
            enterQueues();
            Blocking.await(() -> winner.get() != NONE, timeoutNanos);
            return winner.compareAndSet(NONE, GIVEN_UP) ? NONE : winner.get();
        } catch (Throwable failure) {
            if (!winner.compareAndSet(NONE, GIVEN_UP)) {
                events.get(winner.get()).signal();
            }
            throw failure;
        } finally {
            for (Place place : places) {
                events.get(place.index).remove(place);
            }
        }
    }

    private void enterQueues() {
        for (int i = 0; i < events.size(); i++) {
            Place place = new Place(i);
            if (!events.get(i).add(place)) {
                return;
            }
            places.add(place);
        }
    }
}
