// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.arena.ChunkPool;
import org.jparallel.context.Blocking;
import org.jparallel.context.Context;
import org.jparallel.protect.AssignmentException;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.ProtectedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ten contexts and the main thread at the same containers.
@Timeout(120)
class ContainersRaceTest {
    private static final int CONTEXT_COUNT = 10;

    private final CyclicBarrier start = new CyclicBarrier(CONTEXT_COUNT);
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(CONTEXT_COUNT));
    }

    @AfterEach
    void close() {
        async.close();
        assertThat(ChunkPool.shared().lentBytes()).isZero();
    }

    private interface Racer {
        void race(int number) throws Exception;
    }

    /// Submits a work for each context; they begin together.
    private void race(Racer racer) {
        for (int i = 0; i < CONTEXT_COUNT; i++) {
            int number = i;
            async.submitWork(() -> {
                Blocking.call(start::await);
                racer.race(number);
            });
        }
    }

    @Test
    void eachSlotHasOneWinner() {
        int keyCount = 3_000;
        ProtectedMap<Integer, Integer> dict = async.dict();
        AtomicInteger wonCount = new AtomicInteger();
        race(number -> {
            Map<Integer, Integer> won = new HashMap<>();
            for (int key = 0; key < keyCount; key++) {
                try {
                    dict.put(key, number);
                    won.put(key, number);
                } catch (AssignmentException _) {
                    assertThat(dict.get(key)).isNotNull().isNotEqualTo(number);
                }
            }
            won.forEach((key, value) -> assertThat(dict.get(key)).isEqualTo(value));
            wonCount.addAndGet(won.size());
        });
        async.run();
        assertThat(wonCount).hasValue(keyCount);
        assertThat(dict).hasSize(keyCount);
    }

    @Test
    void noUpdateIsLost() {
        ProtectedMap<Integer, Integer> dict = async.dict();
        race(number -> {
            for (int i = 0; i < 2_000; i++) {
                dict.update(number, count -> count == null ? 1 : count + 1);
                dict.put(number + CONTEXT_COUNT * (i % 50 + 1), i);
                if (i % 7 == 0) {
                    dict.remove(number + CONTEXT_COUNT * (i % 50 + 1));
                }
            }
        });
        async.run();
        for (int i = 0; i < CONTEXT_COUNT; i++) {
            assertThat(dict).containsEntry(i, 2_000);
        }
    }

    @Test
    void iterationSeesAppendedElementsInOrder() {
        int elementCount = 5_000;
        ProtectedList<@Nullable Integer> list = async.list();
        race(number -> {
            if (number == 0) {
                for (int i = 0; i < elementCount; i++) {
                    list.add(i);
                }
                return;
            }
            int seenCount = 0;
            while (seenCount < elementCount) {
                int expected = 0;
                for (Integer element : list) {
                    assertThat(element).isEqualTo(expected);
                    expected++;
                }
                assertThat(expected).isGreaterThanOrEqualTo(seenCount);
                seenCount = expected;
            }
        });
        async.run();
        assertThat(list).hasSize(elementCount);
    }

    @Test
    void aFunctionReadsAListForAsLongAsItIsShifted() {
        ProtectedList<Integer> list = async.list();
        list.addAll(Collections.nCopies(2_000_000, 7));
        ProtectedMap<Integer, Integer> dict = async.dict();
        AtomicBoolean shifting = new AtomicBoolean(true);
        race(number -> {
            while (shifting.get()) {
                assertThat(dict.update(number, _ -> list.get(0))).isEqualTo(7);
            }
        });
        for (int i = 0; i < 100; i++) {
            list.removeFirst();
        }
        shifting.set(false);
        async.run();
        assertThat(dict).hasSize(CONTEXT_COUNT);
    }

    @Test
    void readersOfAListThatIsShiftedSeeItAsItWasAtOneMoment() {
        ProtectedList<Integer> list = async.list();
        for (int i = 0; i < 100; i++) {
            list.add(i);
        }
        AtomicInteger readerCount = new AtomicInteger(CONTEXT_COUNT);
        race(_ -> {
            for (int i = 0; i < 300; i++) {
                int previous = -1;
                for (int element : list.snapshot()) {
                    assertThat(element).isGreaterThan(previous);
                    previous = element;
                }
                assertThat(list.get(0)).isBetween(0, 1);
            }
            readerCount.decrementAndGet();
        });
        while (readerCount.get() > 0) {
            list.removeFirst();
            list.addFirst(0);
        }
        async.run();
        assertThat(list).hasSize(100);
    }

    @Test
    void memoryIsReadWholeOrNotAtAll() {
        int keyCount = 200;
        ProtectedMap<Integer, @Nullable MemorySegment> dict = async.dict();
        AtomicInteger writerCount = new AtomicInteger(CONTEXT_COUNT);
        AtomicInteger readCount = new AtomicInteger();
        race(number -> {
            for (int i = 0; i < keyCount; i++) {
                MemorySegment segment = Context.current().allocate(16, 8);
                segment.set(JAVA_LONG, 0, i + 1);
                segment.set(JAVA_LONG, 8, i + 1);
                dict.put(number * keyCount + i, segment);
                readCount.addAndGet(read(dict.get((number + 1) % CONTEXT_COUNT * keyCount + i)));
            }
            writerCount.decrementAndGet();
        });
        while (writerCount.get() > 0) {
            dict.keySet().removeIf(key -> key % 3 == 0);
        }
        async.run();
        assertThat(async.persistedContexts()).isBetween(1L, (long) CONTEXT_COUNT);
        dict.values().forEach(segment -> assertThat(read(segment)).isEqualTo(1));
        dict.clear();
        assertThat(async.persistedContexts()).isZero();
    }

    /// {@return 1 if it was read, 0 if there was nothing to read any more}
    private static int read(@Nullable MemorySegment segment) {
        if (segment == null) {
            return 0;
        }
        try {
            long first = segment.get(JAVA_LONG, 0);
            assertThat(segment.get(JAVA_LONG, 8)).isEqualTo(first).isPositive();
            return 1;
        } catch (IllegalStateException _) {
            return 0;
        }
    }
}
