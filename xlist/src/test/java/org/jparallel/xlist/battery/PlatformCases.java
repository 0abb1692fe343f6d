// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.changed;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.refused;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cases of platform objects: views, what cannot be cloned, classes that are not found by name,
/// subclasses.
final class PlatformCases {
    private static final String NOT_SERIALIZABLE =
            "Serializing a non-serializable platform object fails";

    private PlatformCases() {}

    static Stream<BatteryCase> all() {
        return Stream.of(views(), refusals(), classes(), subclasses()).flatMap(List::stream);
    }

    private enum Animal {
        CAT {
            @Override
            public String toString() {
                return "cat";
            }
        }
    }

    private static List<BatteryCase> views() {
        List<Object> list = new ArrayList<>(List.of(1, 2, 3));
        Map<Object, Object> map = new LinkedHashMap<>(Map.of("a", 1));
        Map<Object, Object> ordinary = new LinkedHashMap<>();
        ordinary.put(list.subList(1, 3), new ArrayList<>(List.of(2, 3)));
        ordinary.put(list.reversed(), new ArrayList<>(List.of(3, 2, 1)));
        ordinary.put(Arrays.asList(1, 2), new ArrayList<>(List.of(1, 2)));
        ordinary.put(Collections.nCopies(2, "x"), new ArrayList<>(List.of("x", "x")));
        ordinary.put(map.keySet(), new LinkedHashSet<>(List.of("a")));
        List<BatteryCase> cases = new ArrayList<>();
        ordinary.forEach(
                (view, expected) ->
                        cases.add(
                                changed(
                                        "ObjectPrototype must lose its exotic-ness when cloned: "
                                                + view.getClass().getSimpleName(),
                                        () -> view,
                                        (_, copy) ->
                                                assertThat(copy)
                                                        .hasSameClassAs(expected)
                                                        .isEqualTo(expected))));
        return cases;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is the value
    private static List<BatteryCase> refusals() {
        List<Supplier<Object>> values =
                List.of(
                        Thread::currentThread,
                        () -> ThreadLocal.withInitial(() -> 1),
                        ForkJoinPool::commonPool,
                        () -> CompletableFuture.completedFuture(1),
                        ReentrantLock::new,
                        () -> new ByteArrayInputStream(new byte[1]),
                        InputStream::nullInputStream,
                        () -> Stream.of(1),
                        () -> List.of(1).iterator(),
                        () -> new Scanner("text"),
                        PlatformCases.class::getClassLoader,
                        () -> PlatformCases.class.getDeclaredMethods()[0],
                        MethodHandles::lookup,
                        () -> (Supplier<Object>) () -> 1,
                        () -> new WeakReference<>("x"),
                        java.lang.ref.Cleaner::create,
                        ProcessHandle::current,
                        Arena::ofAuto,
                        Object::new);
        List<BatteryCase> cases = new ArrayList<>();
        for (Supplier<Object> each : values) {
            Class<?> type = each.get().getClass();
            cases.add(
                    refused(
                            NOT_SERIALIZABLE + ": " + type.getSimpleName(),
                            () -> Map.of("a", array(0, each.get())),
                            "root.get(\"a\")[0][1]: "
                                    + (type.isHidden() ? "*" : type.getName() + "*")));
        }
        cases.add(
                new BatteryCase(
                        NOT_SERIALIZABLE + ": memory of another thread",
                        () -> Arena.ofConfined().allocate(8),
                        PlatformCases::compareConfined));
        cases.add(refused(NOT_SERIALIZABLE + ": memory that is freed", () -> {
            try (Arena arena = Arena.ofShared()) {
                return List.of(arena.allocate(8));
            }
        }, "root[0]: *Segment* (its memory is freed)"));
        return cases;
    }

    /// The memory belongs to the thread that made it; a context is another one.
    private static void compareConfined(
            @Nullable Object original, @Nullable Object copy, @Nullable Throwable thrown) {
        if (thrown == null) {
            MemorySegment memory = (MemorySegment) Objects.requireNonNull(copy);
            assertThat(memory.mismatch((MemorySegment) Objects.requireNonNull(original)))
                    .isEqualTo(-1);
        } else {
            assertThat(thrown).hasMessageEndingWith("(it belongs to another thread)");
        }
    }

    private static List<BatteryCase> classes() {
        return List.of(
                checked(
                        "An object whose interface is deleted from the global must still"
                                + " deserialize: no class is looked for by its name",
                        PlatformCases::ofAnotherLoader,
                        (original, copy) -> {
                            Object record = Objects.requireNonNull(copy.get("record"));
                            assertThat(record).hasSameClassAs(original.get("record"));
                            assertThat(record.getClass()).isNotEqualTo(Unlisted.class);
                            assertThat(record.toString()).isEqualTo("Unlisted[name=x, rest=[1]]");
                        }));
    }

    private static Map<String, Object> ofAnotherLoader() throws Exception {
        byte[] bytes;
        String path = Unlisted.class.getName().replace('.', '/') + ".class";
        ClassLoader ours = PlatformCases.class.getClassLoader();
        try (InputStream input = Objects.requireNonNull(ours.getResourceAsStream(path))) {
            bytes = input.readAllBytes();
        }
        ClassLoader other =
                new ClassLoader(ours) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve)
                            throws ClassNotFoundException {
                        return name.equals(Unlisted.class.getName())
                                ? defineOnce(name)
                                : super.loadClass(name, resolve);
                    }

                    private Class<?> defineOnce(String name) {
                        Class<?> present = findLoadedClass(name);
                        return present == null
                                ? defineClass(name, bytes, 0, bytes.length)
                                : present;
                    }
                };
        var constructor =
                other.loadClass(Unlisted.class.getName())
                        .getDeclaredConstructor(String.class, List.class);
        constructor.setAccessible(true);
        return Map.of("record", constructor.newInstance("x", new ArrayList<>(List.of(1))));
    }

    private static List<BatteryCase> subclasses() {
        String name =
                "A subclass instance will deserialize as its closest serializable superclass";
        return List.of(
                refused(
                        name + ": refused, never reduced",
                        () -> array(new ArrayList<Object>() {}),
                        "root[0][0]: org.jparallel.xlist.battery.PlatformCases$*"),
                checked(
                        name + ": a constant with a body stays itself",
                        () -> Map.of("animal", Animal.CAT),
                        (_, copy) -> assertThat(copy.get("animal")).isSameAs(Animal.CAT)));
    }
}
