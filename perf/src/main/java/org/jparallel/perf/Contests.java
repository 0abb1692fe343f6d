// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.util.List;
import java.util.Optional;
import org.jparallel.perf.benchmark.ArenaBenchmark;
import org.jparallel.perf.benchmark.CloneBenchmark;
import org.jparallel.perf.benchmark.CloneLongsBenchmark;
import org.jparallel.perf.benchmark.CloneMapBenchmark;
import org.jparallel.perf.benchmark.DictBenchmark;
import org.jparallel.perf.benchmark.EventBenchmark;
import org.jparallel.perf.benchmark.FirstCloneBenchmark;
import org.jparallel.perf.benchmark.GrowthBenchmark;
import org.jparallel.perf.benchmark.LatencyBenchmark;
import org.jparallel.perf.benchmark.LockBenchmark;
import org.jparallel.perf.benchmark.LongTransferBenchmark;
import org.jparallel.perf.benchmark.NestedBenchmark;
import org.jparallel.perf.benchmark.PublishedBenchmark;
import org.jparallel.perf.benchmark.RegionBenchmark;
import org.jparallel.perf.benchmark.StopBenchmark;
import org.jparallel.perf.benchmark.StringTransferBenchmark;
import org.jparallel.perf.benchmark.SubmitBenchmark;
import org.jparallel.perf.benchmark.WordsBenchmark;
import org.jparallel.perf.judge.Goal.AtMost;
import org.jparallel.perf.judge.Goal.AtMostMore;
import org.jparallel.perf.judge.Goal.Faster;
import org.jparallel.perf.judge.Goal.FewerBytes;
import org.jparallel.perf.judge.Goal.Flat;
import org.jparallel.perf.judge.Goal.LessGarbage;
import org.jparallel.perf.judge.Goal.NoBytes;
import org.jparallel.perf.judge.Goal.Within;

/// The rows of the speed table.
final class Contests {
    private static final String OURS = "jparallel";
    private static final List<Contest> ALL = List.of(
            submit(),
            nested(),
            latency(),
            arena(),
            longTransfer(),
            stringTransfer(),
            words(),
            growth(),
            dict(),
            lock(),
            event(),
            cloneOrder(),
            cloneMap(),
            cloneLongs(),
            cloneFirst(),
            region(),
            published(),
            stop());

    private Contests() {}

    static List<Contest> all() {
        return ALL;
    }

    static Optional<Contest> named(String name) {
        return ALL.stream().filter(contest -> contest.name().equals(name)).findFirst();
    }

    private static Contest submit() {
        return new Contest(
                "submit",
                "submit and complete an empty work: batches of 10,000, a stream of 10 million",
                SubmitBenchmark.class,
                List.of(
                        new Faster(OURS, 3, List.of(
                                "forkJoinFifo", "forkJoinLifo", "forkJoinCommon")),
                        new Faster(OURS, 3, List.of("threadPool")),
                        new Faster(OURS, 5, List.of("virtualThreads")),
                        new NoBytes(OURS)));
    }

    private static Contest nested() {
        return new Contest(
                "nested",
                "work that submits work: a binary tree of 131,071 works",
                NestedBenchmark.class,
                List.of(new Faster(OURS, 1, List.of("forkJoinFifo", "forkJoinLifo"))));
    }

    private static Contest latency() {
        List<String> futures = List.of("forkJoinFuture", "forkJoinCommonFuture");
        return new Contest(
                "latency",
                "one submit, its callback, and the result back in the main thread, idle system",
                LatencyBenchmark.class,
                List.of(
                        new AtMost("jparallelCallback", 1, futures),
                        new AtMost("jparallelFuture", 1, futures)));
    }

    private static Contest arena() {
        return new Contest(
                "arena",
                "allocate and write blocks of 64 B, 1,000 a work, then free all",
                ArenaBenchmark.class,
                List.of(
                        new AtMost(OURS, 2, List.of("bump")),
                        new Faster(OURS, 10, List.of("nettyPooled")),
                        new Faster(OURS, 10, List.of("arenaOfConfined"))));
    }

    private static Contest longTransfer() {
        return new Contest(
                "xlist-long",
                "a long from one and from two contexts to the main thread",
                LongTransferBenchmark.class,
                List.of(
                        new Faster("jparallelLongXList", 1.3, List.of("agronaRingBuffer")),
                        new Faster("jparallelLongXList", 2, List.of("concurrentLinkedQueue")),
                        new Faster("jparallelLongXList", 2, List.of("jctoolsMpscXadd")),
                        new NoBytes("jparallelLongXList")));
    }

    private static Contest stringTransfer() {
        return new Contest(
                "xlist-string",
                "a string of 100 characters, cloned in and out, to the main thread",
                StringTransferBenchmark.class,
                List.of(new Faster("jparallelXList", 1, List.of("concurrentLinkedQueue"))));
    }

    private static Contest words() {
        return new Contest(
                "words",
                "count the words in all sources of the JDK",
                WordsBenchmark.class,
                List.of(
                        new Faster(OURS, 1.3, List.of("parallelStream")),
                        new FewerBytes(OURS, 0.1, "parallelStream")));
    }

    private static Contest dict() {
        return new Contest(
                "dict",
                "reads and writes of one map by two contexts at a time",
                DictBenchmark.class,
                List.of(
                        new AtMost("jparallelRead", 1.25, List.of("concurrentHashMapRead")),
                        new AtMost("jparallelInsert", 2, List.of("concurrentHashMapInsert")),
                        new AtMost("jparallelReplace", 2, List.of("concurrentHashMapReplace"))));
    }

    private static Contest growth() {
        return new Contest(
                "growth",
                "time of an operation from 1,000 to 10 million works or list elements",
                GrowthBenchmark.class,
                List.of(
                        new Flat("jparallelWorks", 0.2),
                        new Flat("jparallelLongXList", 0.2),
                        new Flat("jparallelXList", 0.2)));
    }

    private static Contest lock() {
        return new Contest(
                "lock",
                "take and release a lock that nobody else wants",
                LockBenchmark.class,
                List.of(
                        new AtMost("jparallelRead", 1.5, List.of("reentrantRead")),
                        new AtMost("jparallelWrite", 1.5, List.of("reentrantWrite")),
                        new NoBytes("jparallelRead")));
    }

    private static Contest event() {
        return new Contest(
                "event",
                "wake a thread that sleeps, and be woken by it",
                EventBenchmark.class,
                List.of(new AtMost("jparallelEvent", 1.2, List.of("unpark"))));
    }

    private static Contest cloneOrder() {
        return new Contest(
                "clone",
                "a deep copy of an order: 3 strings, a list of 10 longs, a map of 5",
                CloneBenchmark.class,
                List.of(
                        new Faster(OURS, 1.2, List.of("fory", "foryBuffer")),
                        new Faster(OURS, 4, List.of("kryo")),
                        new Faster(OURS, 30, List.of("javaSerialization")),
                        new LessGarbage(OURS, 0.5, "fory", "byHandAll")));
    }

    private static Contest cloneMap() {
        return new Contest(
                "clone-map",
                "a deep copy of a hash map of 100,000 strings",
                CloneMapBenchmark.class,
                List.of(new Faster(OURS, 1, List.of("fory", "foryBuffer"))));
    }

    private static Contest cloneLongs() {
        return new Contest(
                "clone-longs",
                "a copy of a million longs",
                CloneLongsBenchmark.class,
                List.of(new Faster(OURS, 0.8, List.of("segmentCopies"))));
    }

    private static Contest cloneFirst() {
        return new Contest(
                "clone-first",
                "the first copy of an order of a class that was never copied",
                FirstCloneBenchmark.class,
                List.of(new Within(OURS, 5_000)));
    }

    private static Contest region() {
        return new Contest(
                "region",
                "memory in a message, a page or a gigabyte, handed over without a copy",
                RegionBenchmark.class,
                List.of(
                        new Within(OURS, 2_000),
                        new Within("jparallelCopy", 2_000),
                        new Within("jparallelShared", 2_000)));
    }

    private static Contest published() {
        return new Contest(
                "published",
                "read what the main thread may replace, in a context",
                PublishedBenchmark.class,
                List.of(
                        new AtMostMore(OURS, 1, "acquireLoad"),
                        new Faster(OURS, 1, List.of("readLock"))));
    }

    private static Contest stop() {
        return new Contest(
                "stop",
                "stop the world and let it go on, 100,000 works of a microsecond in flight",
                StopBenchmark.class,
                List.of(new Within(OURS, 1_000_000)));
    }
}
