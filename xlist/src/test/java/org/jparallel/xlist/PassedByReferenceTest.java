// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.guard.PassedByReference;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PassedByReferenceTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private record Request(int number, XList<String> answers) {}

    private record Picky(Object part) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    private static final class OfAUser implements PassedByReference {}

    private final XList<Object> list = new XList<>();
    private final XList<String> answers = new XList<>();

    @AfterEach
    void closeLists() {
        list.close();
        answers.close();
    }

    private static void collectUntilGone(WeakReference<?> reference) {
        long start = System.nanoTime();
        while (reference.get() != null) {
            assertThat(System.nanoTime() - start).as("never collected").isLessThan(HANG_NANOS);
            System.gc();
            Thread.onSpinWait();
        }
    }

    private static WeakReference<Object> pushHandle(XList<Object> list) {
        Object handle = new OfAUser();
        list.push(List.of(handle));
        return new WeakReference<>(handle);
    }

    @Nested
    class InAMessage {
        @Test
        void isTheVerySame() throws Exception {
            list.push(new Request(1, answers));
            Threads.start(
                            () -> {
                                Request request = (Request) list.take();
                                request.answers().push("answer to " + request.number());
                                return true;
                            })
                    .result();
            assertThat(answers.pop()).isEqualTo("answer to 1");
        }

        @Test
        void isTheVerySameForAllKinds() {
            try (LongXList longs = new LongXList();
                    DoubleXList doubles = new DoubleXList()) {
                List<Object> all =
                        List.of(longs, doubles, new Event(), new OfAUser(), answers, longs);
                assertThat(pushAndPop(all)).containsExactlyElementsOf(all);
                assertThat(StructuredClone.copy(all)).containsExactlyElementsOf(all);
            }
        }

        @Test
        void canBeTheWholeMessage() {
            list.push(answers);
            assertThat(list.pop()).isSameAs(answers);
        }

        @Test
        void canBeTheListOfTheMessage() {
            list.push(Map.of("self", list));
            assertThat(list.pop()).isEqualTo(Map.of("self", list));
        }

        @SuppressWarnings("unchecked") // a list of objects was pushed
        private List<Object> pushAndPop(List<Object> all) {
            list.push(all);
            return (List<Object>) list.pop();
        }

        @Test
        void isFoundByEveryWayOfTaking() {
            for (int i = 0; i < 6; i++) {
                list.push(new Request(i, answers));
            }
            List<Object> taken = new ArrayList<>();
            taken.add(list.pop());
            taken.add(list.poll("none"));
            taken.add(list.take());
            assertThat(list.takeBatch(taken::add, 1)).isEqualTo(1);
            assertThat(list.drainTo(taken, 1)).isEqualTo(1);
            taken.addAll(list.flush());
            assertThat(taken)
                    .hasSize(6)
                    .allMatch(each -> ((Request) each).answers() == answers);
        }
    }

    @Nested
    class OfAnElementThatStays {
        @Test
        void isTheVerySameEachTime() {
            list.push(new Request(1, answers));
            for (int i = 0; i < 2; i++) {
                assertThat(list).containsExactly(new Request(1, answers));
            }
            assertThat(list.pop()).isEqualTo(new Request(1, answers));
        }

        @Test
        void isGoneOnceTheElementIsTaken() {
            list.push(new Request(1, answers));
            list.push("behind");
            Iterator<Object> iterator = list.iterator();
            list.pop();
            assertThatIllegalStateException()
                    .isThrownBy(iterator::next)
                    .withMessage("element was taken, and what it carries by reference with it");
            assertThat(iterator.next()).isEqualTo("behind");
        }

        @Test
        void isTheVerySameInASlot() {
            try (CloneSlot<Request> slot =
                    new CloneSlot<>(new MemoryBudget("test", Long.MAX_VALUE))) {
                slot.set(new Request(1, answers));
                assertThat(slot.value().answers()).isSameAs(answers);
                assertThat(slot.value().answers()).isSameAs(answers);
                slot.set(new Request(2, answers));
                assertThat(slot.value()).isEqualTo(new Request(2, answers));
            }
        }
    }

    @Nested
    class NoLongerReachableOtherwise {
        @Test
        void isCollectedWhenTheElementWasTaken() {
            WeakReference<Object> handle = pushHandle(list);
            System.gc();
            assertThat(handle.get()).isNotNull();
            list.pop();
            collectUntilGone(handle);
        }

        @Test
        void isCollectedWhenTheListWasClosed() {
            WeakReference<Object> handle = pushHandle(list);
            list.close();
            collectUntilGone(handle);
        }

        @Test
        void isCollectedWhenTheElementCouldNotBeBuilt() {
            WeakReference<Object> handle = pushPicky(list);
            Picky.isOpen = false;
            try {
                assertThatIllegalArgumentException().isThrownBy(list::pop);
            } finally {
                Picky.isOpen = true;
            }
            collectUntilGone(handle);
        }

        private static WeakReference<Object> pushPicky(XList<Object> list) {
            Object handle = new OfAUser();
            list.push(new Picky(handle));
            return new WeakReference<>(handle);
        }

        @Test
        void isCollectedWhenThePushFailed() {
            XList<Object> full = XList.bounded(1);
            full.push("first");
            WeakReference<Object> handle = offerHandle(full);
            full.finish();
            assertThatIllegalStateException()
                    .isThrownBy(() -> full.push(answers))
                    .withMessage("xlist is finished");
            collectUntilGone(handle);
            full.close();
        }

        private static WeakReference<Object> offerHandle(XList<Object> full) {
            Object handle = new OfAUser();
            assertThat(full.offer(List.of(handle))).isFalse();
            return new WeakReference<>(handle);
        }

        @Test
        void isCollectedWithTheForgottenListThatItIs() {
            MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
            collectUntilGone(forgetListInItself(budget));
            long start = System.nanoTime();
            while (budget.usedBytes() != 0) {
                assertThat(System.nanoTime() - start).as("never freed").isLessThan(HANG_NANOS);
                System.gc();
            }
        }

        private static WeakReference<Object> forgetListInItself(MemoryBudget budget) {
            XList<Object> first = new XList<>(budget);
            XList<Object> second = new XList<>(budget);
            first.push(List.of(first, second));
            second.push(first);
            return new WeakReference<>(first);
        }
    }
}
