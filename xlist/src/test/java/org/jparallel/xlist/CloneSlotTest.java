// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jparallel.arena.ArenaExhaustedException;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CloneSlotTest {
    private final MemoryBudget budget = new MemoryBudget("test", 1_000);
    private final CloneSlot<Object> slot = new CloneSlot<>(budget);

    /// Does something when it is made.
    private record Meddling(String name) {
        private static Runnable onRead = () -> {};

        Meddling {
            onRead.run();
        }
    }

    @Nested
    class BeingRead {
        private final MemoryBudget wide = new MemoryBudget("wide", Long.MAX_VALUE);
        private final CloneSlot<List<Object>> large = new CloneSlot<>(wide);
        private final List<Object> value = new ArrayList<>(List.of(new Meddling("first")));

        BeingRead() {
            for (int i = 0; i < 100_000; i++) {
                value.add("element " + i);
            }
            large.set(value);
        }

        @AfterEach
        void freesAll() {
            large.close();
            assertThat(wide.usedBytes()).isZero();
        }

        private List<Object> readWhile(Runnable onRead) {
            Meddling.onRead = onRead;
            try {
                return large.value();
            } finally {
                Meddling.onRead = () -> {};
            }
        }

        @Test
        void keepsWhatIsReadUntilTheEndWhenItIsClosed() {
            long usedBytes = wide.usedBytes();
            List<Object> read =
                    readWhile(
                            () -> {
                                large.close();
                                large.close();
                                assertThat(large.isEmpty()).isTrue();
                                assertThat(wide.usedBytes()).isEqualTo(usedBytes);
                            });
            assertThat(read).isEqualTo(value);
            assertThat(wide.usedBytes()).isZero();
        }

        @Test
        void keepsWhatIsReadUntilTheEndWhenAnotherValueIsSet() {
            List<Object> read = readWhile(() -> large.set(List.of("another")));
            assertThat(read).isEqualTo(value);
            assertThat(large.value()).containsExactly("another");
            assertThat(wide.usedBytes()).isEqualTo(large.byteCount());
        }

        @Test
        void keepsWhatIsReadUntilTheOutermostReadEnds() {
            List<Object> inner = new ArrayList<>();
            List<Object> read =
                    readWhile(
                            () -> {
                                Meddling.onRead = large::close;
                                inner.addAll(large.value());
                                assertThat(wide.usedBytes()).isPositive();
                            });
            assertThat(read).isEqualTo(value);
            assertThat(inner).isEqualTo(value);
            assertThat(wide.usedBytes()).isZero();
        }

        @Test
        void isFreedWhenTheReadFails() {
            assertThatThrownBy(
                            () ->
                                    readWhile(
                                            () -> {
                                                large.close();
                                                throw new IllegalStateException("of the user");
                                            }))
                    .hasMessage("of the user");
            assertThat(wide.usedBytes()).isZero();
        }
    }

    @Nested
    class Empty {
        @Test
        void hasNoValue() {
            assertThat(slot.isEmpty()).isTrue();
            assertThat(slot.byteCount()).isZero();
            assertThatThrownBy(slot::value)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("slot is empty");
        }

        @Test
        void refusesNull() {
            assertThatThrownBy(() -> slot.set(null)).isInstanceOf(NullPointerException.class);
        }

        @Test
        void canBeClosed() {
            slot.close();
            assertThat(slot.isEmpty()).isTrue();
        }
    }

    @Nested
    class WithAValue {
        private final List<String> value = new ArrayList<>(List.of("one", "two"));

        WithAValue() {
            slot.set(value);
        }

        @Test
        void givesNewClones() {
            value.add("three");
            assertThat(slot.value()).isEqualTo(List.of("one", "two")).isNotSameAs(slot.value());
        }

        @Test
        void isChargedForExactlyThat() {
            assertThat(slot.byteCount()).isPositive().isEqualTo(budget.usedBytes());
        }

        @Test
        void freesItWhenItIsOverwritten() {
            slot.set(1);
            assertThat(slot.value()).isEqualTo(1);
            assertThat(budget.usedBytes()).isEqualTo(slot.byteCount());
        }

        @Test
        void freesItWhenItIsClosedAndCanBeUsedAgain() {
            slot.close();
            assertThat(budget.usedBytes()).isZero();
            slot.set("again");
            assertThat(slot.value()).isEqualTo("again");
        }

        @Test
        void keepsItIfTheNextCannotBeCloned() {
            assertThatThrownBy(() -> slot.set(new Thread()))
                    .isInstanceOf(NotCloneableException.class);
            assertThat(slot.value()).isEqualTo(List.of("one", "two"));
        }

        @Test
        void keepsItIfTheNextIsTooLarge() {
            assertThatThrownBy(() -> slot.set("x".repeat(2_000)))
                    .isInstanceOf(ArenaExhaustedException.class);
            assertThat(slot.value()).isEqualTo(List.of("one", "two"));
            assertThat(slot.byteCount()).isEqualTo(budget.usedBytes());
        }

        @Test
        void belongsToTheThreadThatSetIt() throws Exception {
            long usedBytes = budget.usedBytes();
            assertThat(Threads.start(this::closed).failure())
                    .isInstanceOf(WrongThreadException.class);
            assertThat(Threads.start(this::replaced).failure())
                    .isInstanceOf(WrongThreadException.class);
            assertThat(slot.value()).isEqualTo(List.of("one", "two"));
            assertThat(budget.usedBytes()).isEqualTo(usedBytes);
            slot.close();
            assertThat(budget.usedBytes()).isZero();
        }

        @Test
        void isNotReadByAnotherThread() throws Exception {
            Thread owner = Thread.currentThread();
            assertThat(Threads.start(slot::value).failure())
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageMatching(
                            "value of another thread: owner=" + owner.getName() + " thread=.*");
        }

        private boolean closed() {
            slot.close();
            return true;
        }

        private boolean replaced() {
            slot.set("by another thread");
            return true;
        }
    }
}
