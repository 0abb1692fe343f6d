// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jparallel.guard.MainThread;
import org.jparallel.samples.words.ContextCounter;
import org.jparallel.samples.words.Corpus;
import org.jparallel.samples.words.OneThreadCounter;
import org.jparallel.samples.words.StreamCounter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Count the words in the sources of the running JDK: some 15,000 files, some 200 MB.
///
/// The files are listed before, and read, inflated and counted within the measured time, which ends
/// when the counts are merged. Opening and closing the runtime is part of ours.
@MainThread
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WordsBenchmark {

    /// In parallel contexts, merged through an xlist.
    @Benchmark
    public long jparallel(Sources sources) {
        return ContextCounter
                .count(sources.corpus.files(), Pools.THREAD_COUNT, bytes -> {})
                .wordCount();
    }

    /// A parallel stream with a `HashMap` for each file.
    @Benchmark
    public long parallelStream(Sources sources) {
        return StreamCounter.count(sources.corpus.files()).wordCount();
    }

    /// What one context does, without contexts.
    @Benchmark
    public long oneThread(Sources sources) {
        return OneThreadCounter.count(sources.corpus.files()).wordCount();
    }

    /// The sources of the running JDK.
    @State(Scope.Thread)
    public static class Sources {
        private final Corpus corpus = list();

        private static Corpus list() {
            Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
            try {
                return Corpus.of(List.of(archive));
            } catch (IOException failure) {
                throw new UncheckedIOException(
                        "the sources of the JDK cannot be read: path=" + archive, failure);
            }
        }

        /// Unmaps the archive.
        @TearDown
        public void close() {
            corpus.close();
        }
    }
}
