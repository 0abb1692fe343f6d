// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jparallel.Async;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.Transferable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The web platform's `shared-array-buffers`, and what becomes of messages with shared regions.
@DisplayName("shared-array-buffers")
class SharedBuffersTest {
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    private record Picky(SharedRegion region) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    private final MemoryBudget budget = new MemoryBudget("test", 1 << 20);
    private final SharedRegion region = SharedRegion.growable(16, 64, budget);
    private final XList<@Nullable Object> list = new XList<>();

    @AfterEach
    void leavesNothingBehind() {
        Picky.isOpen = true;
        list.close();
        assertThat(region.isClosed() || region.holderCount() == 1).isTrue();
        region.close();
        assertThat(budget.usedBytes()).isZero();
    }

    private long value() {
        return (long) LONGS.getVolatile(region.segment(), 0L);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B134 Growable SharedArrayBuffer; identity is not preserved, the memory is")
    void passesByHandle(TransferDoor door) {
        List<?> taken = (List<?>) Objects.requireNonNull(door.pass(List.of(region, region)));
        try (SharedRegion other = (SharedRegion) taken.getFirst()) {
            assertThat(taken.getLast()).isSameAs(other);
            assertThat(other).isNotSameAs(region);
            assertThat(other.sharesWith(region)).isTrue();
            assertThat(region.holderCount()).isEqualTo(2);
            other.grow(32);
            assertThat(region.segment().byteSize()).isEqualTo(32);
            other.segment().set(ValueLayout.JAVA_LONG, 24, 3);
            assertThat(region.segment().get(ValueLayout.JAVA_LONG, 24)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("A SharedArrayBuffer cannot be transferred")
    void isNotTransferable() {
        assertThat(Transferable.class.isAssignableFrom(SharedRegion.class)).isFalse();
    }

    @Test
    @DisplayName("Incrementer: each side sees what the other adds, without further messages")
    void isSeenInBothDirections() throws Exception {
        LONGS.setVolatile(region.segment(), 0L, 1L);
        list.push(region);
        Threads<Boolean> other =
                Threads.start(
                        () -> {
                            try (SharedRegion theirs =
                                    (SharedRegion) Objects.requireNonNull(list.take())) {
                                return await(theirs, 1) && await(theirs, 3);
                            }
                        });
        while (value() != 2) {
            Thread.onSpinWait();
        }
        LONGS.setVolatile(region.segment(), 0L, 3L);
        assertThat(other.result()).isTrue();
        assertThat(value()).isEqualTo(4);
    }

    private static boolean await(SharedRegion region, long expected) {
        while (!LONGS.compareAndSet(region.segment(), 0L, expected, expected + 1)) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    @DisplayName("Nested workers: a handle goes on through contexts")
    void goesOnThroughContexts() {
        try (Async async = Async.open();
                XList<SharedRegion> handles = new XList<>();
                XList<SharedRegion> further = new XList<>()) {
            handles.push(region);
            async.submitWork(() -> passOn(handles, further));
            async.run();
            async.submitWork(
                    () -> {
                        try (SharedRegion last = further.pop()) {
                            LONGS.setVolatile(last.segment(), 0L, 9L);
                        }
                    });
            async.run();
        }
        assertThat(value()).isEqualTo(9);
    }

    private static void passOn(XList<SharedRegion> from, XList<SharedRegion> to) {
        try (SharedRegion mine = from.pop()) {
            to.push(mine);
        }
    }

    @Test
    @DisplayName("Broadcast: everybody who looks gets a handle")
    void isLookedAtByMany() throws Exception {
        list.push(List.of(region));
        List<Threads<Long>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(Threads.start(this::lookAndCount));
        }
        for (Threads<Long> each : all) {
            assertThat(each.result()).isLessThan(3);
        }
        assertThat(value()).isEqualTo(3);
        assertThat(region.holderCount()).isEqualTo(2);
    }

    private long lookAndCount() {
        List<?> seen = (List<?>) Objects.requireNonNull(list.iterator().next());
        try (SharedRegion mine = (SharedRegion) seen.getFirst()) {
            return (long) LONGS.getAndAdd(mine.segment(), 0L, 1L);
        }
    }

    @Test
    @DisplayName("A message holds the memory after its sender let go")
    void isHeldByTheMessage() {
        LONGS.setVolatile(region.segment(), 0L, 5L);
        list.push(region);
        region.close();
        assertThat(budget.usedBytes()).isPositive();
        try (SharedRegion taken = (SharedRegion) Objects.requireNonNull(list.pop())) {
            assertThat((long) LONGS.getVolatile(taken.segment(), 0L)).isEqualTo(5);
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    @DisplayName("A message that is dropped lets go of the memory")
    void isLetGoByWhatIsDropped() {
        list.push(region);
        list.push(new Picky(region));
        assertThat(region.holderCount()).isEqualTo(3);
        ((SharedRegion) Objects.requireNonNull(list.pop())).close();
        Picky.isOpen = false;
        assertThatIllegalArgumentException().isThrownBy(list::pop);
        assertThat(region.holderCount()).isEqualTo(1);
        list.finish();
        assertThat(list.isEmpty()).isTrue();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> list.push(region));
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> StructuredClone.copy(List.of(region, new Object())));
        assertThat(region.holderCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("A handle of another thread, or a closed one, cannot be cloned")
    void refusesWhatItCannotUse() throws Exception {
        SharedRegion closed = region.open();
        closed.close();
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> list.push(closed))
                .withMessage("root: org.jparallel.xlist.region.SharedRegion (it is closed)");
        Throwable failure =
                Threads.start(
                                () -> {
                                    list.push(region);
                                    return true;
                                })
                        .failure();
        assertThat(failure)
                .isInstanceOf(NotCloneableException.class)
                .hasMessage(
                        "root: org.jparallel.xlist.region.SharedRegion"
                                + " (it belongs to another thread)");
    }

    @Test
    @DisplayName("A slot holds the memory, and gives a handle each time")
    void isHeldByASlot() {
        try (CloneSlot<SharedRegion> slot = new CloneSlot<>(budget)) {
            slot.set(region);
            for (int i = 0; i < 2; i++) {
                try (SharedRegion mine = slot.value()) {
                    assertThat(mine.sharesWith(region)).isTrue();
                }
            }
            assertThat(region.holderCount()).isEqualTo(2);
        }
    }
}
