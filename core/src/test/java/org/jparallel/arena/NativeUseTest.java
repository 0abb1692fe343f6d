// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Native code works on a segment, and calls back into code that ends its context.
@SuppressWarnings("restricted") // the C library's qsort is what calls back
class NativeUseTest {
    private final ChunkPool pool = new ChunkPool();
    private final ContextArena arena =
            new ContextArena(pool, new MemoryBudget("runtime", 1 << 20), 1 << 20);
    private final List<String> refusals = new ArrayList<>();

    @Test
    void keepsEverythingAliveWhileNativeCodeUsesIt() throws Throwable {
        MemorySegment outer = arena.allocateFrom(JAVA_INT, 2, 1);
        Mark mark = arena.mark();
        MemorySegment inner = arena.allocateFrom(JAVA_INT, 4, 3);
        try (Arena stubs = Arena.ofConfined()) {
            sort(inner, comparator(stubs, mark));
        }
        assertThat(refusals)
                .isNotEmpty()
                .containsOnly(
                        "rewind: Session is acquired by 1 clients",
                        "end: Session is acquired by 1 clients",
                        "release: Session is acquired by 1 clients");
        assertThat(inner.toArray(JAVA_INT)).containsExactly(3, 4);
        assertThat(outer.toArray(JAVA_INT)).containsExactly(2, 1);
        arena.rewind(mark);
        assertThat(inner.scope().isAlive()).isFalse();
        assertThat(arena.allocate(8, 4).toArray(JAVA_INT)).containsOnly(0);
        arena.release();
        assertThat(pool.lentBytes()).isZero();
        pool.trim();
    }

    int compare(Mark mark, MemorySegment first, MemorySegment second) {
        attempt("rewind", () -> arena.rewind(mark));
        attempt("end", arena::end);
        attempt("release", arena::release);
        assertThat(arena.allocate(8, 8).get(JAVA_LONG, 0)).isZero();
        return Integer.compare(first.get(JAVA_INT, 0), second.get(JAVA_INT, 0));
    }

    private void attempt(String name, Runnable action) {
        try {
            action.run();
            refusals.add(name + ": not refused");
        } catch (IllegalStateException refused) {
            refusals.add(name + ": " + refused.getMessage());
        }
    }

    private MemorySegment comparator(Arena stubs, Mark mark) throws ReflectiveOperationException {
        MethodHandle compare =
                MethodHandles.lookup()
                        .findVirtual(
                                NativeUseTest.class,
                                "compare",
                                MethodType.methodType(
                                        int.class,
                                        Mark.class,
                                        MemorySegment.class,
                                        MemorySegment.class));
        var pointer = ADDRESS.withTargetLayout(JAVA_INT);
        return Linker.nativeLinker()
                .upcallStub(
                        MethodHandles.insertArguments(compare, 0, this, mark),
                        FunctionDescriptor.of(JAVA_INT, pointer, pointer),
                        stubs);
    }

    private static void sort(MemorySegment ints, MemorySegment comparator) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle sort =
                linker.downcallHandle(
                        linker.defaultLookup().find("qsort").orElseThrow(),
                        FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
        long itemBytes = JAVA_INT.byteSize();
        sort.invokeExact(ints, ints.byteSize() / itemBytes, itemBytes, comparator);
    }
}
