// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsyncSubmitTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void reopen(AsyncLimits limits) {
        async.close();
        async = Async.open(limits);
    }

    @Nested
    class AWork {
        @Test
        void startsAtOnceNotInRun() {
            CountDownLatch started = new CountDownLatch(1);
            async.submitWork(started::countDown);
            assertThat(Waits.until(() -> started.getCount() == 0)).isTrue();
        }

        @Test
        void runsTheCallbackInTheContextOfTheWork() {
            AtomicReference<Thread> workThread = new AtomicReference<>();
            AtomicReference<Context> workContext = new AtomicReference<>();
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(
                    i -> {
                        workThread.set(Thread.currentThread());
                        workContext.set(Context.current());
                        Context.current().allocate(8, 8);
                        return i * 2;
                    },
                    2,
                    result -> {
                        seen.add(result);
                        seen.add(Thread.currentThread() == workThread.get());
                        seen.add(Context.current() == workContext.get());
                        seen.add(Context.current().statistics().usedBytes());
                    });
            async.run();
            assertThat(seen).containsExactly(4, true, true, 8L);
        }

        @Test
        void hasAContextOfItsOwn() {
            reopen(AsyncLimits.standard().withParallelThreads(1));
            List<Context> contexts = Collections.synchronizedList(new ArrayList<>());
            List<Long> usedBytes = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 3; i++) {
                async.submitWork(
                        () -> {
                            Context context = Context.current();
                            contexts.add(context);
                            usedBytes.add(context.statistics().usedBytes());
                            context.allocate(64, 8);
                        });
            }
            async.run();
            assertThat(contexts).doesNotHaveDuplicates().hasSize(3);
            assertThat(usedBytes).containsOnly(0L);
        }

        @Test
        void isAContextThatHasEndedWhenItsCallbackHas() {
            AtomicReference<Context> first = new AtomicReference<>();
            async.submitWork(() -> first.set(Context.current()));
            async.run();
            List<Throwable> thrown = new ArrayList<>();
            async.submitWork(_ -> first.get().mark(), null, _ -> {}, thrown::add);
            async.run();
            assertThat(thrown).hasSize(1);
        }

        @Test
        void passesNullAsAnArgumentAndAsAResult() {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(argument -> argument, null, result -> seen.add(result == null));
            async.run();
            assertThat(seen).containsExactly(true);
        }

        @Test
        void isVisibleToTheMainThreadWhenRunReturns() {
            int[] plain = new int[10_000];
            for (int i = 0; i < plain.length; i++) {
                async.submitWork(index -> plain[index] = index + 1, i);
            }
            async.run();
            for (int i = 0; i < plain.length; i++) {
                assertThat(plain[i]).isEqualTo(i + 1);
            }
        }

        @Test
        void doesNotInheritAnInterrupt() {
            reopen(AsyncLimits.standard().withParallelThreads(1));
            List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 3; i++) {
                async.submitWork(
                        () -> {
                            interrupted.add(Thread.currentThread().isInterrupted());
                            Thread.currentThread().interrupt();
                        });
            }
            async.run();
            assertThat(interrupted).containsExactly(false, false, false);
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesWhatIsNull() {
            assertThatThrownBy(() -> async.submitWork(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("work");
            assertThatThrownBy(() -> async.submitWork(null, 1))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("function");
            assertThatThrownBy(() -> async.submitWork(i -> i, 1, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("callback");
            assertThatThrownBy(() -> async.submitWork(i -> i, 1, _ -> {}, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("errback");
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void namesAThreadOfNobody() {
            assertThat(OtherThread.thrownBy(() -> async.submitWork(() -> {})))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "submit is for the main thread and the parallel threads of this Async:"
                                    + " thread=stranger");
            assertThat(async.activeContexts()).isZero();
        }
    }

    @Nested
    class ManyWorks {
        @Test
        void ofAContextAllRun() {
            AtomicLong count = new AtomicLong();
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            async.submitWork(count::getAndIncrement);
                        }
                    });
            async.run();
            assertThat(count).hasValue(1_000_000);
            assertThat(async.statistics().completedCount()).isEqualTo(1_000_001);
            assertThat(async.statistics().activeCount()).isZero();
        }

        @Test
        void ofTheMainThreadPassThroughABoundedRing() {
            AtomicLong count = new AtomicLong();
            for (int i = 0; i < 10_000_000; i++) {
                async.submitWork(count::getAndIncrement);
            }
            assertThat(async.statistics().spilledCount()).isZero();
            async.run();
            assertThat(count).hasValue(10_000_000);
        }

        @Test
        void thatEachSubmitTwoEndAsATree() {
            AtomicLong count = new AtomicLong();
            reopen(AsyncLimits.standard().withRingWorks(2));
            async.submitWork(depth -> grow(depth, count), 14);
            async.run();
            assertThat(count).hasValue((1 << 15) - 1);
        }

        private boolean grow(int depth, AtomicLong count) {
            count.getAndIncrement();
            if (depth > 0) {
                async.submitWork(left -> grow(left, count), depth - 1);
                async.submitWork(right -> grow(right, count), depth - 1);
            }
            return true;
        }
    }

    @Nested
    class ARingOfTwo {
        @BeforeEach
        void openSmall() {
            reopen(AsyncLimits.standard().withRingWorks(2));
        }

        @Test
        void pushesBackAndServesCallsMeanwhile() {
            AtomicLong served = new AtomicLong();
            for (int i = 0; i < 2_000; i++) {
                async.submitWork(
                        () -> async.callFromMainThreadAndWait(served::incrementAndGet));
            }
            assertThat(async.statistics().spilledCount()).isZero();
            async.run();
            assertThat(served).hasValue(2_000);
        }

        @Test
        void takesWorksOfMainThreadCallsHoweverManyWait() {
            AtomicLong count = new AtomicLong();
            async.submitWork(
                    () -> {
                        for (int i = 0; i < 20_000; i++) {
                            async.callFromMainThread(
                                    () -> async.submitWork(count::getAndIncrement));
                        }
                    });
            for (int i = 0; i < 1_000; i++) {
                async.submitWork(count::getAndIncrement);
            }
            async.run();
            assertThat(count).hasValue(21_000);
        }

        @Test
        void isNotStarvedByWorksThatSpill() {
            AtomicLong left = new AtomicLong(1);
            for (int i = 0; i < 20; i++) {
                async.submitWork(() -> resubmitWhile(left));
            }
            for (int i = 0; i < 100; i++) {
                async.submitWork(() -> {});
            }
            async.submitWork(left::decrementAndGet);
            async.run();
            assertThat(left).hasValue(0);
        }

        private void resubmitWhile(AtomicLong left) {
            if (left.get() > 0) {
                async.submitWork(() -> resubmitWhile(left));
            }
        }
    }

    @Nested
    class BehindALongWork {
        @Test
        void othersEndMeanwhile() {
            reopen(AsyncLimits.standard().withParallelThreads(2));
            AtomicLong count = new AtomicLong();
            CountDownLatch others = new CountDownLatch(1_000);
            async.submitWork(
                    () -> {
                        while (others.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        count.getAndIncrement();
                    });
            for (int i = 0; i < 1_000; i++) {
                async.submitWork(others::countDown);
            }
            async.run();
            assertThat(count).hasValue(1);
        }

        @Test
        void othersEndMeanwhileOnASingleThread() {
            reopen(AsyncLimits.standard().withParallelThreads(1));
            Event otherRan = new Event();
            List<String> order = new ArrayList<>();
            async.submitWork(
                    () -> {
                        otherRan.await();
                        order.add("long");
                    });
            async.submitWork(
                    () -> {
                        order.add("short");
                        otherRan.signal();
                    });
            async.run();
            assertThat(order).containsExactly("short", "long");
        }
    }
}
