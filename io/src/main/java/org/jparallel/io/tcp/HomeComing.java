// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jparallel.TransportHost;
import org.jparallel.io.netty.Turn;
import org.jparallel.work.Callback;
import org.jparallel.work.Errback;
import org.jparallel.work.Work;
import org.jparallel.work.WorkFunction;
import org.jspecify.annotations.Nullable;

/// The works that callbacks of one connection have submitted. They run in parallel contexts, and
/// come home to the event loop of the connection in the order in which they were submitted; until
/// the last is home the connection does not read, and the turns that submitted them are held.
///
/// **Threads.** The queue belongs to the event loop; a work's thread only has it run something.
final class HomeComing {
    private static final String NAME = "submitWork";

    private final ConnectionDriver driver;
    private final Deque<Away> away = new ArrayDeque<>();

    HomeComing(ConnectionDriver driver) {
        this.driver = driver;
    }

    boolean isEmpty() {
        return away.isEmpty();
    }

    int count() {
        return away.size();
    }

    <A extends @Nullable Object, R extends @Nullable Object> void submit(
            WorkFunction<? super A, ? extends R> function,
            A argument,
            Callback<? super R> callback,
            @Nullable Errback errback) {
        Turn turn = driver.turn(NAME);
        Away work = new Away(turn, errback);
        TransportHost host = driver.service().host();
        host.begins();
        boolean submitted = false;
        try {
            host.<A, R>submitWork(
                    function,
                    argument,
                    result -> {
                        R handedOver = host.handOver(result);
                        comesHome(work, () -> callback.accept(handedOver));
                    },
                    failure -> comesHome(work, () -> fail(work, failure)));
            submitted = true;
        } finally {
            if (!submitted) {
                host.ended();
            }
        }
        turn.hold();
        away.add(work);
        driver.pauses().add(ReadingPauses.WORK);
    }

    /// Called on the thread of the work.
    private void comesHome(Away work, Work ending) {
        driver.link().execute(() -> isHome(work, ending));
    }

    private void isHome(Away work, Work ending) {
        work.ending = ending;
        while (!away.isEmpty()) {
            Away first = away.getFirst();
            Work due = first.ending;
            if (due == null) {
                return;
            }
            end(first, due);
        }
        driver.pauses().remove(ReadingPauses.WORK);
        driver.settle();
    }

    private void end(Away work, Work ending) {
        boolean late = driver.isClosed();
        driver.link()
                .callIn(
                        work.turn,
                        NAME,
                        turn ->
                                driver.run(
                                        turn,
                                        NAME,
                                        late ? () -> fail(work, closedMeanwhile()) : ending));
        away.removeFirst();
        work.turn.release();
        driver.service().host().ended();
    }

    private ConnectionClosedException closedMeanwhile() {
        return new ConnectionClosedException(driver.connection());
    }

    private static void fail(Away work, Throwable failure) throws Exception {
        if (work.errback == null) {
            throw Sneaky.rethrow(failure);
        }
        work.errback.accept(failure);
    }

    /// A work that is not home yet.
    private static final class Away {
        private final Turn turn;
        private final @Nullable Errback errback;

        /// What is to be done at home, null until the work has ended.
        private @Nullable Work ending;

        Away(Turn turn, @Nullable Errback errback) {
            this.turn = turn;
            this.errback = errback;
        }
    }
}
