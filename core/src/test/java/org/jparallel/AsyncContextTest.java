// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What of a context must not leave it.
@Timeout(60)
class AsyncContextTest {
    private final AtomicReference<Context> kept = new AtomicReference<>();
    private final AtomicReference<MemorySegment> segment = new AtomicReference<>();
    private Async async;

    @BeforeEach
    void open() {
        async =
                Async.open(
                        AsyncLimits.standard().withParallelThreads(1).withContextBytes(8_192));
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void keep() {
        kept.set(Context.current());
        segment.set(Context.current().allocate(8, 8));
    }

    @Test
    void theHandleRefusesToLiveOn() {
        async.submitWork(this::keep);
        async.run();
        assertThatThrownBy(() -> kept.get().allocate(1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "context has ended: thread="
                                + Thread.currentThread().getName()
                                + " owner=jparallel-");
    }

    @Test
    void handleAndMemoryRefuseAnotherThreadWhileTheContextLives() {
        Event looked = new Event();
        Event allocated = new Event();
        async.submitWork(
                () -> {
                    keep();
                    allocated.signal();
                    looked.await();
                });
        allocated.await();
        assertThatThrownBy(() -> kept.get().allocate(1, 1))
                .isInstanceOf(WrongThreadException.class)
                .hasMessageStartingWith(
                        "context of another thread: thread="
                                + Thread.currentThread().getName()
                                + " owner=jparallel-");
        assertThatThrownBy(() -> segment.get().get(ValueLayout.JAVA_LONG, 0))
                .isInstanceOf(WrongThreadException.class);
        looked.signal();
        async.run();
    }

    @Test
    void theMemoryIsDeadOnceTheContextHasEnded() {
        async.submitWork(this::keep);
        async.run();
        assertThat(segment.get().scope().isAlive()).isFalse();
    }

    @Test
    void theLimitHoldsAndTheContextGoesOnAfterARewind() {
        async.submitWork(
                () -> {
                    Context context = Context.current();
                    var mark = context.mark();
                    context.allocate(8_192, 1);
                    assertThatThrownBy(() -> context.allocate(1, 1))
                            .isInstanceOf(ArenaExhaustedException.class);
                    context.rewind(mark);
                    context.allocate(8_192, 1);
                });
        async.run();
        assertThat(async.statistics().failedCount()).isZero();
    }
}
