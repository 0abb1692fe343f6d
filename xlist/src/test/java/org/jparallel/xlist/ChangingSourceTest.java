// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jparallel.arena.MemoryBudget;
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
