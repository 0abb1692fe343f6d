// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.object;
import static org.jparallel.xlist.battery.BatteryCase.refused;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// What the web platform's battery for IndexedDB has beyond the others: more numbers, times and
/// patterns, typed arrays, the order of maps and sets, shapes.
class IndexedDbBatteryTest {
    private final Async async = Async.open();

    @AfterEach
    void close() {
        async.close();
    }

    private record Point(double x, double y, double z, double w) {}

    @SuppressWarnings("ArrayRecordComponent") // one that holds an array
    private record Matrix(Point[] rows, boolean is2d) {
        private static Matrix identity() {
            Point[] rows = new Point[4];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new Point(i == 0 ? 1 : 0, i == 1 ? 1 : -0.0, i == 2 ? 1 : 0, 0);
            }
            return new Matrix(rows, true);
        }
    }

    @TestFactory
    Stream<DynamicContainer> passesEveryDoor() {
        List<BatteryCase> cases =
                Stream.of(numbers(), times(), patterns(), arrays(), order(), shapes(), refusals())
                        .flatMap(List::stream)
                        .toList();
        return Doors.through(async, cases);
    }

    private static List<BatteryCase> numbers() {
        List<BatteryCase> cases = new ArrayList<>();
        for (Number each :
                new Number[] {
                    Double.NaN, Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, -0xffffffffL,
                    -0x80000000L, -0x7fffffff, -1, -Double.MIN_VALUE, -0.0, 0, 1,
                    Double.MIN_VALUE, 0x7fffffff, 0x80000000L, 0xffffffffL, Double.MAX_VALUE,
                    Double.POSITIVE_INFINITY
                }) {
            cases.add(kept("number: " + each, () -> each));
            cases.add(kept("Number: " + each, () -> array(each, each)));
        }
        for (String each :
                List.of("-12345678901234567890", "-1", "0", "1", "12345678901234567890")) {
            cases.add(kept("bigint: " + each, () -> new BigInteger(each)));
            cases.add(kept("BigInt: " + each, () -> object(new BigInteger(each))));
        }
        for (String each : List.of("", "this is a sample string", "null(\0)")) {
            cases.add(kept("string: " + each, () -> each));
            cases.add(kept("String: " + each, () -> array(each, new String[] {each})));
        }
        return cases;
    }

    private static List<BatteryCase> times() {
        return Stream.of(-1e13, -1e12, -1e9, -1e6, -1e3, 0.0, 1e3, 1e6, 1e9, 1e12, 1e13)
                .map(millis -> Instant.ofEpochMilli(millis.longValue()))
                .map(instant -> kept("Date: " + instant, () -> instant))
                .toList();
    }

    private static List<BatteryCase> patterns() {
        int all =
                Pattern.CASE_INSENSITIVE
                        | Pattern.MULTILINE
                        | Pattern.DOTALL
                        | Pattern.UNICODE_CASE
                        | Pattern.UNIX_LINES;
        List<BatteryCase> cases = new ArrayList<>();
        cases.add(kept("RegExp: /(?:)/", () -> Pattern.compile("")));
        for (int flags = 0; flags <= all; flags++) {
            int known = flags & all;
            if (known == flags) {
                String name = "RegExp: /abc/ flags=" + flags;
                cases.add(kept(name, () -> Pattern.compile("abc", known)));
            }
        }
        return cases;
    }

    private static List<BatteryCase> arrays() {
        float inf = Float.POSITIVE_INFINITY;
        return List.of(
                kept("ArrayBuffer", () -> ByteBuffer.wrap(new byte[] {0, 1, -2, -1})),
                kept("Uint8Array: ", () -> new byte[0]),
                kept("Uint8Array: 0,1,254,255", () -> new byte[] {0, 1, -2, -1}),
                kept("Uint16Array: 0,1,65534,65535", () -> new char[] {0, 1, 0xfffe, 0xffff}),
                kept("Int16Array: 0,1,-2,-1", () -> new short[] {0, 1, -2, -1}),
                kept("Int32Array: 0,1,-2,-1", () -> new int[] {0, 1, -2, -1}),
                kept("BigInt64Array: 0,1,-2,-1", () -> new long[] {0, 1, -2, -1}),
                kept("Uint8ClampedArray: a boolean each", () -> new boolean[] {true, false}),
                kept(
                        "Float32Array",
                        () -> new float[] {-inf, -1.5f, -1, -0.0f, 0, 1.5f, inf, Float.NaN}),
                kept(
                        "Float64Array",
                        () ->
                                new double[] {
                                    -inf, -Double.MAX_VALUE, -Double.MIN_VALUE, 0, Double.NaN
                                }));
    }

    private static List<BatteryCase> order() {
        return List.of(
                checked(
                        "Map: order of keys",
                        () -> {
                            Map<Integer, Integer> value = new LinkedHashMap<>();
                            for (int i = 100; i > 0; i--) {
                                value.put(i * 7 % 101, i);
                            }
                            return value;
                        },
                        (original, copy) -> {
                            assertThat(copy.keySet()).containsExactlyElementsOf(original.keySet());
                            assertThat(copy.values()).containsExactlyElementsOf(original.values());
                        }),
                checked(
                        "Set: order of values",
                        () -> {
                            Set<Integer> value = new LinkedHashSet<>();
                            for (int i = 100; i > 0; i--) {
                                value.add(i * 7 % 101);
                            }
                            return value;
                        },
                        (original, copy) -> assertThat(copy).containsExactlyElementsOf(original)),
                checked(
                        "Map: order of the last access",
                        () -> {
                            Map<Integer, Integer> value = new LinkedHashMap<>(16, 0.75f, true);
                            for (int i = 0; i < 10; i++) {
                                value.put(i, i);
                            }
                            value.get(3);
                            return value;
                        },
                        (_, copy) -> {
                            copy.get(0);
                            assertThat(copy.keySet()).endsWith(3, 0);
                        }));
    }

    private static List<BatteryCase> shapes() {
        return List.of(
                kept("Array: ", ArrayList::new),
                kept("Array: 1,2,3", () -> new ArrayList<>(List.of(1, 2, 3))),
                kept(
                        "Array: foo,bar and holes",
                        () -> {
                            Object[] value = new Object[31];
                            value[0] = "foo";
                            value[10] = true;
                            value[20] = 123;
                            return array(value, new ArrayList<>(Arrays.asList(value)));
                        }),
                kept("Object: foo, bar", () -> object(true, false)),
                kept("DOMMatrix", Matrix::identity),
                kept("DOMMatrixReadOnly", () -> List.of(Matrix.identity())),
                kept("DOMPoint", () -> new Point(0, 0, 0, 1)),
                kept("DOMPointReadOnly", () -> List.of(new Point(0, -0.0, Double.NaN, 1))),
                kept("DOMRect", () -> new Point[] {new Point(0, 0, 0, 0), null}));
    }

    private static List<BatteryCase> refusals() {
        Function<Object, Object> function = each -> each;
        return List.of(
                refused("Not serializable: function", () -> List.of(function), "root[0]: *"),
                refused("Not serializable: Symbol", Object::new, "root: java.lang.Object*"),
                refused(
                        "Not serializable: global",
                        ClassLoader::getSystemClassLoader,
                        "root: jdk.internal.loader.ClassLoaders$AppClassLoader*"),
                refused(
                        "Not serializable: Event",
                        () -> List.of(new java.util.EventObject("source")),
                        "root[0]: java.util.EventObject*"),
                refused(
                        "Not serializable: MessageChannel",
                        SynchronousQueue::new,
                        "root: java.util.concurrent.SynchronousQueue*"));
    }
}
