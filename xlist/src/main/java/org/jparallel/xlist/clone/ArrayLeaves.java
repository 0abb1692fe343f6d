// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.List;
import java.util.function.IntFunction;

/// Arrays of primitives: a count, then the elements in the order of this machine.
final class ArrayLeaves {
    static final List<Leaf<?>> ALL =
            List.of(
                    booleans(),
                    array(FrameLayout.BYTE_ARRAY, byte[].class, FrameMemory.BYTE, byte[]::new),
                    array(FrameLayout.SHORT_ARRAY, short[].class, FrameMemory.SHORT, short[]::new),
                    array(FrameLayout.CHAR_ARRAY, char[].class, FrameMemory.CHAR, char[]::new),
                    array(FrameLayout.INT_ARRAY, int[].class, FrameMemory.INT, int[]::new),
                    array(FrameLayout.LONG_ARRAY, long[].class, FrameMemory.LONG, long[]::new),
                    array(FrameLayout.FLOAT_ARRAY, float[].class, FrameMemory.FLOAT, float[]::new),
                    array(
                            FrameLayout.DOUBLE_ARRAY,
                            double[].class,
                            FrameMemory.DOUBLE,
                            double[]::new));

    private ArrayLeaves() {}

    private static <T> Leaf<T> array(
            int tag, Class<T> type, ValueLayout layout, IntFunction<T> create) {
        return Leaf.ofObject(
                tag,
                type,
                (value, output) -> {
                    int count = Array.getLength(value);
                    output.putCount(count);
                    output.putArray(value, layout, 0, count);
                },
                input -> {
                    int count = input.takeCountOf(layout.byteSize());
                    T value = create.apply(count);
                    input.takeArray(value, layout, count);
                    return value;
                });
    }

    private static Leaf<boolean[]> booleans() {
        return Leaf.ofObject(
                FrameLayout.BOOLEAN_ARRAY,
                boolean[].class,
                (value, output) -> {
                    output.putCount(value.length);
                    for (boolean element : value) {
                        output.putByte(element ? 1 : 0);
                    }
                },
                input -> {
                    boolean[] value = new boolean[input.takeCountOf(1)];
                    for (int i = 0; i < value.length; i++) {
                        value[i] = input.takeByte() != 0;
                    }
                    return value;
                });
    }
}
