// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("Code of the user in a value")
@SuppressWarnings("UnusedMethod") // the writer calls the accessors
final class UserCodeTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private static int accessorCount;
    private static int constructorCount;
    private static int hashCount;

    private record Counting(int value) {
        private Counting {
            constructorCount++;
        }

        @Override
        public int value() {
            accessorCount++;
            return value;
        }
    }

    private record Asking(Callable<Object> task) {
        @Override
        public Callable<Object> task() {
            throw raise(new IOException("from the accessor"));
        }
    }

    private record Picky(int value) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    private record Nesting(Object value) {
        @Override
        public Object value() {
            return Cloned.of(new ArrayList<>(List.of(value)));
        }
    }

    private record NestingMaker(Object value) {
        private static List<?> inside = List.of();

        private NestingMaker {
            value = Cloned.of(new ArrayList<>(List.of(value, inside))).subList(0, 1);
        }
    }

    private record Copying(List<Object> list, @Nullable Object other) {
        private Copying {
            list = new ArrayList<>(list);
            list.addFirst(list.size());
            list.removeFirst();
        }
    }

    private record Hashed(String value) {
        @Override
        public int hashCode() {
            hashCount++;
            return 1;
        }
    }

    /// Is asked for its hash so many times.
    private record Hashing(int number) {
        private static int hashCount;
        private static int mostHashes = Integer.MAX_VALUE;
        private static @Nullable WeakReference<Object> first;

        @Override
        public int hashCode() {
            hashCount++;
            if (hashCount == 1) {
                first = new WeakReference<>(this);
            }
            if (hashCount > mostHashes) {
                throw new UnsupportedOperationException("asked too often");
            }
            return number;
        }
    }

    @BeforeEach
    void startCounting() {
        accessorCount = 0;
        constructorCount = 0;
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void isCalledOnceForEachComponentAndRecord() {
        Counting value = new Counting(7);
        constructorCount = 0;
        Object copy = Cloned.of(List.of(value, value));
        assertThat(accessorCount).isEqualTo(1);
        assertThat(constructorCount).isEqualTo(1);
        assertThat(copy).isEqualTo(List.of(value, value));
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void throwsItsVeryOwnExceptionFromAnAccessor() {
        assertThatThrownBy(() -> Cloned.of(List.of(new Asking(() -> 1))))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("from the accessor");
        assertThat(CloneWriter.current().byteCount()).isZero();
        assertThat(Cloned.of("next")).isEqualTo("next");
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void throwsItsVeryOwnExceptionFromAConstructor() {
        List<Object> value = List.of(new Picky(1));
        Picky.isOpen = false;
        try {
            assertThatThrownBy(() -> Cloned.of(value))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("from the constructor")
                    .hasNoCause();
        } finally {
            Picky.isOpen = true;
        }
        assertThat(Cloned.of(value)).isEqualTo(value);
    }

    @Test
    void leavesNothingInTheReaderWhenItFailsDeepInside() {
        HashSet<Object> innermost = new HashSet<>(List.of(new Hashing(1), new Hashing(2)));
        Object value = innermost;
        for (int i = 0; i < 2 * GraphWriter.RECURSION_LIMIT; i++) {
            value = new ArrayList<>(List.of(value));
        }
        List<Object> deep = List.of(value);
        Hashing.hashCount = 0;
        Hashing.mostHashes = 1;
        try {
            assertThatThrownBy(() -> Cloned.of(deep))
                    .isExactlyInstanceOf(UnsupportedOperationException.class);
        } finally {
            Hashing.mostHashes = Integer.MAX_VALUE;
        }
        WeakReference<Object> first = Objects.requireNonNull(Hashing.first);
        long start = System.nanoTime();
        while (first.get() != null) {
            assertThat(System.nanoTime() - start).as("never collected").isLessThan(HANG_NANOS);
            System.gc();
        }
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void mayCloneWhileItIsAsked() {
        Nesting copy = Cloned.of(new Nesting("x"));
        assertThat(copy.value).isEqualTo(List.of("x"));
        List<Object> many = new ArrayList<>(List.of("a", new Nesting("x"), "b"));
        assertThat(Cloned.of(many)).first().isEqualTo("a");
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void seesFullListsWhenItIsMade() {
        List<Object> list = new ArrayList<>(List.of("x"));
        Copying value = new Copying(list, new Copying(list, null));
        assertThat(Cloned.of(value)).isEqualTo(value);
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void mayCloneWhileItIsMade() {
        NestingMaker value = new NestingMaker("x");
        assertThat(Cloned.of(List.of(value, 1)).getFirst())
                .isEqualTo(new NestingMaker(List.of("x")));
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void mayFailToCloneWhileItIsMade() {
        List<Object> list = new ArrayList<>(List.of(1, 2));
        NestingMaker.inside = list.subList(0, 1);
        NestingMaker value = new NestingMaker("x");
        list.add(3);
        try {
            assertThatThrownBy(() -> Cloned.of(List.of(value)))
                    .isExactlyInstanceOf(ConcurrentModificationException.class)
                    .hasMessageStartingWith("value changed while it was cloned: path=root[1] ");
        } finally {
            NestingMaker.inside = List.of();
        }
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void isAskedForNoHashByTheWriter() {
        Hashed key = new Hashed("k");
        Map<Object, Object> map = new HashMap<>(Map.of(key, 1));
        hashCount = 0;
        CloneWriter writer = CloneWriter.current();
        writer.write(map);
        writer.reset();
        assertThat(hashCount).isZero();
    }

    @RepeatedTest(LateCode.USE_COUNT)
    void isToldWhenElementsBecomeEqual() {
        List<Object> left = new ArrayList<>(List.of(1));
        List<Object> right = new ArrayList<>(List.of(2));
        Set<Object> value = new LinkedHashSet<>(List.of(left, right));
        right.set(0, 1);
        assertThatThrownBy(() -> Cloned.of(value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "elements became equal when cloned: type=java.util.LinkedHashSet"
                                + " elementCount=2 size=1");
    }

    @SuppressWarnings("unchecked") // erased: throws as it is
    private static <E extends Exception> RuntimeException raise(Exception failure) throws E {
        throw (E) failure;
    }
}
