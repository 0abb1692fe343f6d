// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.refused;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.jparallel.xlist.NotCloneableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The web platform's `structuredclone_0`: 41 cases, each under its name and through every door.
class StructuredClone0Test {
    private final Async async = Async.open();

    @AfterEach
    void close() {
        async.close();
    }

    @TestFactory
    Stream<DynamicContainer> passesEveryDoor() {
        return Doors.through(async, cases());
    }

    @Test
    void hasEveryCaseOnce() {
        assertThat(cases().stream().map(BatteryCase::name)).doesNotHaveDuplicates().hasSize(41);
    }

    private static List<BatteryCase> cases() {
        return Stream.of(values(), objects(), arrays(), images(), errors(), moreErrors())
                .flatMap(List::stream)
                .toList();
    }

    private static class Base {
        @SuppressWarnings("unused") // it is not to be looked at
        private final int inherited = 100;
    }

    private static final class Custom extends Base {}

    /// Counts how often it is asked.
    @SuppressWarnings({"UnusedMethod", "ArrayRecordComponent"}) // the writer calls the accessor
    private record Counting(int[] callCount, int child) {
        @Override
        public int child() {
            return callCount[0]++;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // one that holds an array
    private record Image(int width, int height, byte[] data) {}

    /// Computes its message.
    private static final class Computing extends Exception {
        private static final long serialVersionUID = 1L;
        private static int askedCount;

        @Override
        public String getMessage() {
            askedCount++;
            return "hello";
        }
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // it is the value
    private static List<BatteryCase> values() {
        return List.of(
                kept("Primitive string is cloned", () -> "primitive string"),
                kept("Primitive integer is cloned", () -> 2000),
                kept("Primitive floating point is cloned", () -> 111.456),
                kept("Primitive floating point (negative) is cloned", () -> -111.456),
                kept("Primitive number (hex) is cloned", () -> 0xAB25),
                kept("Primitive number (scientific) is cloned", () -> 15e2),
                kept("Primitive boolean is cloned", () -> false),
                kept("Instance of Boolean is cloned", () -> new Boolean[] {false}),
                kept("Instance of Number is cloned", () -> new Number[] {2000, 2000.0}),
                kept("Instance of String is cloned", () -> new StringBuilder("String Object")),
                kept("Instance of Date is cloned", () -> LocalDate.of(2011, 2, 1)),
                kept(
                        "Instance of RegExp is cloned",
                        () -> Pattern.compile("w3+c", Pattern.CASE_INSENSITIVE)),
                kept("Value 'null' is cloned", () -> null),
                kept("Value 'undefined' is cloned: an empty Optional", Optional::empty));
    }

    private static List<BatteryCase> objects() {
        return List.of(
                kept(
                        "Object properties are cloned",
                        () -> new LinkedHashMap<>(Map.of("a", "test", "b", 2, "child", 3))),
                refused(
                        "Prototype chains are not walked.: a class without a codec is refused",
                        Custom::new,
                        "root: " + Custom.class.getName() + "*"),
                checked(
                        "Property descriptors of Objects are not cloned: immutable stays immutable",
                        () -> Map.of("a", 100),
                        (original, copy) -> assertThat(copy).isEqualTo(original)),
                checked(
                        "Cycles are preserved in Objects",
                        () -> {
                            Map<String, Object> value = new HashMap<>();
                            value.put("a", value);
                            return value;
                        },
                        (_, copy) -> assertThat(copy.get("a") == copy).isTrue()),
                checked(
                        "Identity of duplicates is preserved",
                        () -> {
                            Counting asked = new Counting(new int[1], 0);
                            return new ArrayList<>(List.of(asked, asked));
                        },
                        (original, copy) -> {
                            assertThat(copy.getFirst() == copy.getLast()).isTrue();
                            assertThat(original.getFirst().callCount[0]).isEqualTo(1);
                        }),
                checked(
                        "Property order is preserved",
                        () -> {
                            Map<String, Object> value = new LinkedHashMap<>();
                            for (String key : List.of("a", "c", "b")) {
                                value.put(key, "hello");
                            }
                            value.put("a", "named1");
                            return value;
                        },
                        (_, copy) -> assertThat(copy.keySet()).containsExactly("a", "c", "b")));
    }

    private static List<BatteryCase> arrays() {
        return List.of(
                refused(
                        "Enumerable properties of Arrays are cloned: refused, never reduced",
                        () -> new ArrayList<Object>(List.of(0, 1)) {},
                        "root: " + StructuredClone0Test.class.getName() + "$*"),
                checked(
                        "Property descriptors of Arrays are not cloned: immutable stays immutable",
                        () -> List.of(0, 1, 100),
                        (original, copy) -> assertThat(copy).isEqualTo(original)),
                checked(
                        "Cycles are preserved in Arrays",
                        () -> {
                            Object[] value = {0, 1, null};
                            value[2] = value;
                            return value;
                        },
                        (_, copy) -> assertThat(copy[2] == copy).isTrue()));
    }

    private static List<BatteryCase> images() {
        return List.of(
                kept("ImageData object can be cloned", () -> new Image(40, 40, new byte[6_400])),
                kept(
                        "ImageData expandos are not cloned: a record has none",
                        () -> new Image(40, 40, new byte[6_400])),
                refused(
                        "Window objects cannot be cloned: threads",
                        Thread::currentThread,
                        "root: java.lang.Thread"),
                refused(
                        "Document objects cannot be cloned: class loaders",
                        () -> Collections.singletonList(ClassLoader.getPlatformClassLoader()),
                        "root[0]: *PlatformClassLoader"));
    }

    private static List<BatteryCase> errors() {
        List<BatteryCase> cases = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("Empty Error object", "Empty Error objects can be cloned");
        names.put("Error object", "Error objects can be cloned");
        for (String name :
                Arrays.asList("Eval", "Range", "Reference", "Syntax", "Type", "URI")) {
            names.put(name + "Error object", name + "Error objects can be cloned");
        }
        ErrorCases.all()
                .forEach(
                        each -> {
                            String name = each.name().replaceAll(":.*", "");
                            String renamed = names.getOrDefault(name, name);
                            cases.add(new BatteryCase(renamed, each.value(), each.check()));
                        });
        return cases;
    }

    private static List<BatteryCase> moreErrors() {
        return List.of(
                ErrorCases.error(
                        "URIError objects from other realms are treated as Error: as they are",
                        java.util.zip.DataFormatException::new),
                ErrorCases.error(
                        "Cloning a modified Error",
                        () -> {
                            Exception value = new Exception("some message");
                            value.setStackTrace(new StackTraceElement[0]);
                            value.initCause(new IllegalStateException("set later"));
                            value.addSuppressed(new Error("suppressed"));
                            return value;
                        }),
                checked(
                        "Error.message: getter is ignored when cloning",
                        Computing::new,
                        (_, copy) -> {
                            int askedCount = Computing.askedCount;
                            assertThat(copy.getMessage()).isEqualTo("hello");
                            assertThat(Computing.askedCount).isEqualTo(askedCount + 1);
                            Computing.askedCount = 0;
                            assertThat(askedCount).isZero();
                        }),
                checked(
                        "Error.message: undefined property is stringified: null stays null",
                        () -> new Exception((String) null),
                        (_, copy) -> assertThat(copy.getMessage()).isNull()),
                ErrorCases.error(
                        "DOMException objects can be cloned",
                        () -> new ErrorCases.Failing("some message", "IndexSizeError")),
                checked(
                        "DOMException objects created by the UA can be cloned",
                        () -> new NotCloneableException("root[3]", "java.lang.Thread"),
                        (original, copy) -> {
                            ErrorCases.compare(original, copy);
                            assertThat(copy.path()).isEqualTo("root[3]");
                            assertThat(copy.type()).isEqualTo("java.lang.Thread");
                        }));
    }
}
