// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.Async;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.CloneSlot;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;

/// A way by which a value becomes a clone. Each gives back all memory, whatever comes of it, and
/// throws the very exception that the value was refused with.
enum Door {
    COPY {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return StructuredClone.copy(value, CloneLimits.standard());
        }
    },
    PUSH_AND_POP {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return throughList(
                    list -> {
                        list.push(value);
                        return list.pop();
                    });
        }
    },
    PUSH_AND_TAKE_IN_A_CONTEXT {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            AtomicReference<@Nullable Object> taken = new AtomicReference<>();
            return throughList(
                    list -> {
                        list.push(value);
                        async.submitWork(() -> taken.set(list.take()));
                        async.run();
                        return taken.get();
                    });
        }
    },
    PUSH_IN_A_CONTEXT {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return throughList(
                    list -> {
                        async.submitWork(() -> list.push(value));
                        async.run();
                        return list.pop();
                    });
        }
    },
    ITERATOR {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return throughList(
                    list -> {
                        list.push(value);
                        return list.iterator().next();
                    });
        }
    },
    FLUSH {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return throughList(
                    list -> {
                        list.push(value);
                        return list.flush().getFirst();
                    });
        }
    },
    BOUNDED_LIST {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            try (XList<@Nullable Object> list = XList.bounded(1)) {
                list.push("in the way");
                async.submitWork(list::take);
                list.push(value);
                async.run();
                return list.pop();
            } finally {
                settle(async);
            }
        }
    },
    QUEUE {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            AtomicReference<@Nullable Object> consumed = new AtomicReference<>();
            return throughList(
                    list -> {
                        list.push(value);
                        list.finish();
                        async.submitQueue(list, 1, consumed::set);
                        async.run();
                        return consumed.get();
                    });
        }
    },
    FUTURE {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) throws Throwable {
            try {
                return async.<Integer, @Nullable Object>future(_ -> value, 0).join();
            } catch (CompletionException failed) {
                Throwable cause = failed.getCause();
                throw cause == null ? failed : cause;
            } finally {
                async.run();
            }
        }
    },
    MAP {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            return async.<Integer, @Nullable Object>map(_ -> value, List.of(0)).getFirst();
        }
    },
    SLOT {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            MemoryBudget budget = new MemoryBudget("slot", Long.MAX_VALUE);
            try (CloneSlot<Object> slot = new CloneSlot<>(budget)) {
                if (value == null) {
                    slot.set(Collections.singletonList(null));
                    return ((List<?>) slot.value()).getFirst();
                }
                slot.set(value);
                return slot.value();
            } finally {
                assertThat(budget.usedBytes()).isZero();
            }
        }
    },
    TIMER {
        @Override
        @Nullable Object pass(Async async, @Nullable Object value) {
            AtomicReference<@Nullable Object> fired = new AtomicReference<>();
            async.submitTimer(Duration.ZERO, Duration.ZERO, fired::set, value);
            async.run();
            assertThat(async.statistics().arenaBytes()).isZero();
            return fired.get();
        }
    };

    /// {@return the clone}
    abstract @Nullable Object pass(Async async, @Nullable Object value) throws Throwable;

    private interface Passing {
        @Nullable Object through(XList<@Nullable Object> list);
    }

    private static @Nullable Object throughList(Passing passing) {
        MemoryBudget budget = new MemoryBudget("list", Long.MAX_VALUE);
        XList<@Nullable Object> list = new XList<>(budget);
        boolean passed = false;
        try {
            Object copy = passing.through(list);
            passed = true;
            return copy;
        } finally {
            if (!passed) {
                assertThat(list.size()).as("a failed push leaves nothing").isZero();
            }
            list.close();
            assertThat(budget.usedBytes()).isZero();
        }
    }

    /// Lets a work end that still waits for a list, which is closed.
    private static void settle(Async async) {
        try {
            async.run();
        } catch (IllegalStateException | java.util.NoSuchElementException closed) {
            assertThat(closed).hasMessageContaining("xlist is");
        }
    }
}
