// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Numbers that can be changed: the value at one moment becomes a number of its own.
final class NumberLeaves {
    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.ATOMIC_BOOLEAN,
                            AtomicBoolean.class,
                            (value, output) -> output.putByte(value.get() ? 1 : 0),
                            input -> new AtomicBoolean(input.takeByte() != 0)),
                    Leaf.ofObject(
                            FrameLayout.ATOMIC_INTEGER,
                            AtomicInteger.class,
                            (value, output) -> output.putInt(value.get()),
                            input -> new AtomicInteger(input.takeInt())),
                    Leaf.ofObject(
                            FrameLayout.ATOMIC_LONG,
                            AtomicLong.class,
                            (value, output) -> output.putLong(value.get()),
                            input -> new AtomicLong(input.takeLong())),
                    Leaf.ofObject(
                            FrameLayout.ATOMIC_INTEGER_ARRAY,
                            AtomicIntegerArray.class,
                            NumberLeaves::putIntegers,
                            NumberLeaves::takeIntegers),
                    Leaf.ofObject(
                            FrameLayout.ATOMIC_LONG_ARRAY,
                            AtomicLongArray.class,
                            NumberLeaves::putLongs,
                            NumberLeaves::takeLongs),
                    Leaf.ofObject(
                            FrameLayout.LONG_ADDER,
                            LongAdder.class,
                            (value, output) -> output.putLong(value.sum()),
                            input -> {
                                LongAdder adder = new LongAdder();
                                adder.add(input.takeLong());
                                return adder;
                            }),
                    Leaf.ofObject(
                            FrameLayout.DOUBLE_ADDER,
                            DoubleAdder.class,
                            (value, output) ->
                                    output.putLong(Double.doubleToRawLongBits(value.sum())),
                            input -> {
                                DoubleAdder adder = new DoubleAdder();
                                adder.add(Double.longBitsToDouble(input.takeLong()));
                                return adder;
                            }),
                    Leaf.ofObject(
                            FrameLayout.BIT_SET,
                            BitSet.class,
                            NumberLeaves::putBits,
                            NumberLeaves::takeBits),
                    Leaf.ofObject(
                            FrameLayout.INT_STATISTICS,
                            IntSummaryStatistics.class,
                            (value, output) -> {
                                output.putLong(value.getCount());
                                output.putInt(value.getMin());
                                output.putInt(value.getMax());
                                output.putLong(value.getSum());
                            },
                            input ->
                                    new IntSummaryStatistics(
                                            input.takeLong(),
                                            input.takeInt(),
                                            input.takeInt(),
                                            input.takeLong())),
                    Leaf.ofObject(
                            FrameLayout.LONG_STATISTICS,
                            LongSummaryStatistics.class,
                            (value, output) -> {
                                output.putLong(value.getCount());
                                output.putLong(value.getMin());
                                output.putLong(value.getMax());
                                output.putLong(value.getSum());
                            },
                            input ->
                                    new LongSummaryStatistics(
                                            input.takeLong(),
                                            input.takeLong(),
                                            input.takeLong(),
                                            input.takeLong())),
                    Leaf.ofObject(
                            FrameLayout.DOUBLE_STATISTICS,
                            DoubleSummaryStatistics.class,
                            (value, output) -> {
                                output.putLong(value.getCount());
                                putDouble(value.getMin(), output);
                                putDouble(value.getMax(), output);
                                putDouble(value.getSum(), output);
                            },
                            NumberLeaves::takeStatistics));

    private NumberLeaves() {}

    private static void putDouble(double value, FrameOutput output) {
        output.putLong(Double.doubleToRawLongBits(value));
    }

    private static double takeDouble(FrameInput input) {
        return Double.longBitsToDouble(input.takeLong());
    }

    /// Infinities of both signs have no sum, but a least and a largest, which the constructor does
    /// not believe; so their sum is made here, too.
    private static DoubleSummaryStatistics takeStatistics(FrameInput input) {
        long count = input.takeLong();
        double min = takeDouble(input);
        double max = takeDouble(input);
        double sum = takeDouble(input);
        if (count < 2 || !Double.isNaN(sum) || Double.isNaN(min)) {
            return new DoubleSummaryStatistics(count, min, max, sum);
        }
        DoubleSummaryStatistics statistics =
                new DoubleSummaryStatistics(count - 1, min, max, Double.POSITIVE_INFINITY);
        statistics.combine(new DoubleSummaryStatistics(1, min, max, Double.NEGATIVE_INFINITY));
        return statistics;
    }

    private static void putIntegers(AtomicIntegerArray value, FrameOutput output) {
        output.putCount(value.length());
        for (int i = 0; i < value.length(); i++) {
            output.putInt(value.get(i));
        }
    }

    private static AtomicIntegerArray takeIntegers(FrameInput input) {
        int[] elements = new int[input.takeCountOf(Integer.BYTES)];
        input.takeArray(elements, FrameMemory.INT, elements.length);
        return new AtomicIntegerArray(elements);
    }

    private static void putLongs(AtomicLongArray value, FrameOutput output) {
        output.putCount(value.length());
        for (int i = 0; i < value.length(); i++) {
            output.putLong(value.get(i));
        }
    }

    private static AtomicLongArray takeLongs(FrameInput input) {
        long[] elements = new long[input.takeCountOf(Long.BYTES)];
        input.takeArray(elements, FrameMemory.LONG, elements.length);
        return new AtomicLongArray(elements);
    }

    private static void putBits(BitSet value, FrameOutput output) {
        long[] words = value.toLongArray();
        output.putCount(words.length);
        output.putArray(words, FrameMemory.LONG, 0, words.length);
    }

    private static BitSet takeBits(FrameInput input) {
        long[] words = new long[input.takeCountOf(Long.BYTES)];
        input.takeArray(words, FrameMemory.LONG, words.length);
        return BitSet.valueOf(words);
    }
}
