// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A collection that another thread changes while it is pushed comes out as some state, or is
/// refused with the path; the list is never harmed.
@SuppressWarnings("JdkObsolete") // whatever a user may still hold is cloned
class ChangingSourceTest {
    private static final int ROUND_COUNT = 2_000;
    private static final int SIZE = 64;

    static Stream<Object> sources() {
        return Stream.of(
                new ArrayList<Integer>(),
                new LinkedList<Integer>(),
                new HashMap<Integer, Integer>(),
                new LinkedHashMap<Integer, Integer>(),
                new TreeMap<Integer, Integer>(),
                new ConcurrentHashMap<Integer, Integer>(),
                new ConcurrentLinkedQueue<Integer>());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void comesOutAsSomeStateOrIsRefused(Object source) throws Exception {
        MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
        AtomicBoolean ended = new AtomicBoolean();
        Threads<Integer> changer = Threads.start(() -> changeUntil(ended, source));
        int pushedCount = 0;
        try (XList<Object> list = new XList<>(budget)) {
            for (int i = 0; i < ROUND_COUNT; i++) {
                pushedCount += isPushed(list, source) ? 1 : 0;
            }
            ended.set(true);
            changer.result();
            assertThat(list.size()).isEqualTo(pushedCount);
            for (Object copy : list.flush()) {
                checkState(source, ((List<?>) copy).getFirst());
            }
            list.push("still whole");
            assertThat(list.pop()).isEqualTo("still whole");
        } finally {
            ended.set(true);
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void isAQueueWithinItsBoundAlthoughItIsInUse() throws Exception {
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(SIZE + 6);
        while (queue.offer(queue.size())) {
            assertThat(queue.size()).isPositive();
        }
        copyWhileChanged(
                queue,
                () -> {
                    queue.poll();
                    queue.add(1);
                },
                copy -> assertThat(copy.remainingCapacity()).isNotNegative());
    }

    @Test
    void isASetOfConstantsAlthoughItIsChanged() throws Exception {
        EnumSet<Thread.State> small = EnumSet.noneOf(Thread.State.class);
        EnumSet<Character.UnicodeScript> large = EnumSet.noneOf(Character.UnicodeScript.class);
        List<Set<?>> sets = List.of(small, large);
        copyWhileChanged(
                sets,
                () -> {
                    small.add(Thread.State.NEW);
                    large.add(Character.UnicodeScript.LATIN);
                    large.add(Character.UnicodeScript.GREEK);
                    small.clear();
                    large.clear();
                },
                copy -> {
                    assertThat(copy.get(0).size()).isLessThanOrEqualTo(1);
                    assertThat(copy.get(1).size()).isLessThanOrEqualTo(2);
                });
    }

    private static <T> void copyWhileChanged(T source, Runnable change, Consumer<T> check)
            throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Threads<Integer> changer =
                Threads.start(
                        () -> {
                            int changeCount = 0;
                            for (; !ended.get(); changeCount++) {
                                change.run();
                            }
                            return changeCount;
                        });
        try {
            for (int i = 0; i < 50 * ROUND_COUNT; i++) {
                check.accept(StructuredClone.copy(source));
            }
        } finally {
            ended.set(true);
        }
        assertThat(changer.result()).isPositive();
    }

    private static boolean isPushed(XList<Object> list, Object source) {
        try {
            list.push(List.of(source));
            return true;
        } catch (ConcurrentModificationException noticed) {
            assertThat(noticed).hasMessageContaining("path=root[0]");
            return false;
        }
    }

    private static void checkState(Object source, Object copy) {
        assertThat(copy).hasSameClassAs(source);
        if (copy instanceof Map<?, ?> map) {
            assertThat(map.size()).isLessThanOrEqualTo(SIZE);
            assertThat(map.values())
                    .allMatch(each -> each == null || map.containsKey(each));
        } else {
            assertThat((Collection<?>) copy)
                    .allMatch(each -> each == null || (Integer) each < SIZE);
        }
    }

    /// Fills it and empties it, again and again.
    @SuppressWarnings("unchecked") // made above
    private static int changeUntil(AtomicBoolean ended, Object source) {
        int roundCount = 0;
        while (!ended.get()) {
            for (int i = 0; i < SIZE; i++) {
                if (source instanceof Map<?, ?> map) {
                    ((Map<Integer, Integer>) map).put(i, i);
                } else {
                    ((Collection<Integer>) source).add(i);
                }
            }
            if (source instanceof Map<?, ?> map) {
                map.clear();
            } else {
                ((Collection<?>) source).clear();
            }
            roundCount++;
        }
        return roundCount;
    }
}
