// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jparallel.guard.MainThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One map, read and written by two contexts at a time; the peer's map by contexts as well, so that
/// the maps alone differ. The score is the time of one operation of one context.
///
/// - *Read*: 10,000 keys of the main thread, in an order that no prefetcher knows.
/// - *Insert*: 20,000 new keys for each context, into a new map that grows.
/// - *Replace*: 1,000 keys of its own for each context, over and over.
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DictBenchmark.OPERATION_COUNT)
public class DictBenchmark {
    static final int OPERATION_COUNT = 200_000;
    private static final int CONTEXT_COUNT = 2;
    private static final int READ_KEY_COUNT = 10_000;
    private static final int INSERT_KEY_COUNT = 20_000;
    private static final int OWN_KEY_COUNT = 1_000;

    /// Co-prime to the number of keys: the walk meets all of them.
    private static final int STEP = 7_919;

    private final String[] keys = new String[CONTEXT_COUNT * INSERT_KEY_COUNT];
    private final Integer[] values = new Integer[CONTEXT_COUNT * INSERT_KEY_COUNT];
    private final LongAdder sum = new LongAdder();
    private final Map<String, Integer> peer = new ConcurrentHashMap<>();
    private Map<String, Integer> ours = Map.of();

    /// Makes the keys and the peer's map.
    public DictBenchmark() {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "key " + i;
            values[i] = i;
        }
        fill(peer);
    }

    private void fill(Map<String, Integer> map) {
        for (int i = 0; i < READ_KEY_COUNT; i++) {
            map.put(keys[i], values[i]);
        }
    }

    /// The protected map of ours.
    @Benchmark
    public void jparallelRead(Runtimes.Standard runtime) {
        if (ours.isEmpty()) {
            ours = runtime.async.dict();
            fill(ours);
        }
        read(runtime, ours);
    }

    /// The map of the JDK.
    @Benchmark
    public void concurrentHashMapRead(Runtimes.Standard runtime) {
        read(runtime, peer);
    }

    private void read(Runtimes.Standard runtime, Map<String, Integer> map) {
        for (int i = 0; i < CONTEXT_COUNT; i++) {
            int start = i * (READ_KEY_COUNT / CONTEXT_COUNT);
            runtime.async.submitWork(() -> sum.add(sum(map, start)));
        }
        runtime.async.run();
    }

    private long sum(Map<String, Integer> map, int start) {
        long total = 0;
        int index = start;
        for (int i = 0; i < OPERATION_COUNT; i++) {
            total += Objects.requireNonNull(map.get(keys[index]));
            index += STEP;
            if (index >= READ_KEY_COUNT) {
                index -= READ_KEY_COUNT;
            }
        }
        return total;
    }

    /// New keys into the protected map of ours.
    @Benchmark
    public void jparallelInsert(Runtimes.Standard runtime) {
        for (int i = 0; i < OPERATION_COUNT / INSERT_KEY_COUNT; i++) {
            write(runtime, runtime.async.dict(), INSERT_KEY_COUNT, 1);
        }
    }

    /// New keys into the map of the JDK.
    @Benchmark
    public void concurrentHashMapInsert(Runtimes.Standard runtime) {
        for (int i = 0; i < OPERATION_COUNT / INSERT_KEY_COUNT; i++) {
            write(runtime, new ConcurrentHashMap<>(), INSERT_KEY_COUNT, 1);
        }
    }

    /// Keys of a context's own in the protected map of ours.
    @Benchmark
    public void jparallelReplace(Runtimes.Standard runtime) {
        write(runtime, runtime.async.dict(), OWN_KEY_COUNT, OPERATION_COUNT / OWN_KEY_COUNT);
    }

    /// The same keys in the map of the JDK.
    @Benchmark
    public void concurrentHashMapReplace(Runtimes.Standard runtime) {
        write(runtime, new ConcurrentHashMap<>(), OWN_KEY_COUNT, OPERATION_COUNT / OWN_KEY_COUNT);
    }

    private void write(
            Runtimes.Standard runtime, Map<String, Integer> map, int keyCount, int roundCount) {
        for (int i = 0; i < CONTEXT_COUNT; i++) {
            int start = i * keyCount;
            runtime.async.submitWork(() -> {
                for (int round = 0; round < roundCount; round++) {
                    for (int key = start; key < start + keyCount; key++) {
                        map.put(keys[key], values[key]);
                    }
                }
            });
        }
        runtime.async.run();
    }
}
