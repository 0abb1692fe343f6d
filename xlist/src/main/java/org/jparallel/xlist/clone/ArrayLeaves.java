// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Arrays of primitives: a count, then the elements in the order of this machine.
final class ArrayLeaves {
    static final List<Leaf<?>> ALL =
            List.of(
                    leaf(
                            FrameLayout.BOOLEAN_ARRAY,
                            boolean[].class,
                            boolean[]::clone,
                            ArrayLeaves::put,
                            ArrayLeaves::take),
                    array(FrameLayout.BYTE_ARRAY, byte[].class, byte[]::clone, FrameMemory.BYTE),
                    array(
                            FrameLayout.SHORT_ARRAY,
                            short[].class,
                            short[]::clone,
                            FrameMemory.SHORT),
                    array(FrameLayout.CHAR_ARRAY, char[].class, char[]::clone, FrameMemory.CHAR),
                    array(FrameLayout.INT_ARRAY, int[].class, int[]::clone, FrameMemory.INT),
                    array(FrameLayout.LONG_ARRAY, long[].class, long[]::clone, FrameMemory.LONG),
                    array(
                            FrameLayout.FLOAT_ARRAY,
                            float[].class,
                            float[]::clone,
                            FrameMemory.FLOAT),
                    array(
                            FrameLayout.DOUBLE_ARRAY,
                            double[].class,
                            double[]::clone,
                            FrameMemory.DOUBLE));

    private ArrayLeaves() {}

    /// Arrays that are copied once if the frame is read by this thread at once, and twice else.
    private static <T> Leaf<T> leaf(
            int tag,
            Class<T> type,
            UnaryOperator<T> copy,
            BiConsumer<T, FrameOutput> put,
            Function<FrameInput, T> take) {
        return Leaf.ofObject(
                tag,
                type,
                (value, output) -> {
                    if (output.isSharing()) {
                        output.putShared(copy.apply(value));
                    } else {
                        put.accept(value, output);
                    }
                },
                input -> input.isShared() ? input.takeShared(type) : take.apply(input));
    }

    private static <T> Leaf<T> array(
            int tag, Class<T> type, UnaryOperator<T> copy, ValueLayout layout) {
        return leaf(
                tag,
                type,
                copy,
                (value, output) -> {
                    int count = Array.getLength(value);
                    output.putCount(count);
                    output.putArray(value, layout, 0, count);
                },
                input -> {
                    int count = input.takeCountOf(layout.byteSize());
                    T value = type.cast(Array.newInstance(type.getComponentType(), count));
                    input.takeArray(value, layout, count);
                    return value;
                });
    }

    private static void put(boolean[] value, FrameOutput output) {
        output.putCount(value.length);
        for (boolean element : value) {
            output.putByte(element ? 1 : 0);
        }
    }

    private static boolean[] take(FrameInput input) {
        boolean[] value = new boolean[input.takeCountOf(1)];
        for (int i = 0; i < value.length; i++) {
            value[i] = input.takeByte() != 0;
        }
        return value;
    }
}
