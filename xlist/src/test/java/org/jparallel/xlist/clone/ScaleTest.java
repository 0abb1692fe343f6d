// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A clone")
final class ScaleTest {
    private static final int DEPTH = 1_000_000;
    private static final int WIDTH = 10_000_000;

    private record Node(@Nullable Node next, List<Integer> tags) {}

    @Test
    void reachesAMillionListsDeep() {
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
            List<Object> outer = new ArrayList<>(1);
            outer.add(value);
            value = outer;
        }
        List<?> copy = Cloned.of(value);
        int depth = 0;
        while (!copy.isEmpty()) {
            copy = (List<?>) copy.getFirst();
            depth++;
        }
        assertThat(depth).isEqualTo(DEPTH);
    }

    @Test
    void reachesAMillionRecordsDeep() {
        Node value = null;
        for (int i = 0; i < DEPTH; i++) {
            value = new Node(value, new ArrayList<>(1));
        }
        Node copy = Cloned.of(Objects.requireNonNull(value));
        int depth = 0;
        for (Node node = copy; node != null; node = node.next()) {
            assertThat(node.tags()).isEmpty();
            depth++;
        }
        assertThat(depth).isEqualTo(DEPTH);
    }

    @Test
    void isTenMillionElementsWide() {
        Integer[] value = new Integer[WIDTH];
        Arrays.setAll(value, index -> index & 0x7f);
        assertThat(Arrays.equals(Cloned.of(value), value)).isTrue();
        List<Integer> list = Cloned.of(new ArrayList<>(Arrays.asList(value)));
        assertThat(list.size()).isEqualTo(WIDTH);
        assertThat(list.get(WIDTH - 1)).isEqualTo(value[WIDTH - 1]);
    }

    @Test
    void writesStringsWithoutGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CloneWriter writer = CloneWriter.current();
        String latin = "x".repeat(100);
        String wide = "\u4e2d".repeat(100);
        writeUntilCompiled(writer, latin, wide);
        long before = threads.getCurrentThreadAllocatedBytes();
        writeOften(writer, latin, wide);
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocatedBytes).isLessThan(10_000);
    }

    @Test
    void writesShortListsWithoutGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CloneWriter writer = CloneWriter.current();
        Object value = new ArrayList<>(List.of("a", "b", new int[3], new ArrayList<>()));
        writeUntilCompiled(writer, value, value);
        long before = threads.getCurrentThreadAllocatedBytes();
        writeOften(writer, value, value);
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocatedBytes).isLessThan(10_000);
    }

    @Test
    void writesAListOfCopiesWithoutAnArrayOfThem() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CloneWriter writer = CloneWriter.current();
        writer.write(Collections.nCopies(10, 1));
        long before = threads.getCurrentThreadAllocatedBytes();
        writer.write(Collections.nCopies(1_000_000, 1));
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        writer.reset();
        assertThat(allocatedBytes).isLessThan(1_000_000);
    }

    @Test
    void copiesOnWriteOnce() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Integer> elements = IntStream.range(0, 5_000).boxed().toList();
        for (Collection<Integer> value :
                List.of(
                        new CopyOnWriteArrayList<>(elements),
                        new CopyOnWriteArraySet<>(elements))) {
            assertThat(Cloned.of(value)).hasSize(5_000);
            long before = threads.getCurrentThreadAllocatedBytes();
            Collection<Integer> copy = Cloned.of(value);
            long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(copy).hasSameClassAs(value).containsExactlyElementsOf(elements);
            assertThat(allocatedBytes).isLessThan(5_000_000);
        }
    }

    @Test
    void givesLargeMemoryBackAtOnce() {
        CloneWriter writer = CloneWriter.current();
        writer.reset();
        long small = writer.address();
        writer.write(new byte[10_000_000]);
        assertThat(writer.address()).isNotEqualTo(small);
        writer.reset();
        assertThat(writer.address()).isEqualTo(small);
        assertThat(writer.byteCount()).isZero();
    }

    /// Code that is not compiled yet makes objects that compiled code does without.
    private static void writeUntilCompiled(CloneWriter writer, Object first, Object second) {
        for (int i = 0; i < 10; i++) {
            writeOften(writer, first, second);
        }
    }

    private static void writeOften(CloneWriter writer, Object first, Object second) {
        for (int i = 0; i < 20_000; i++) {
            writer.write(first);
            writer.write(second);
        }
        writer.reset();
    }
}
