// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.List;
import java.util.Optional;
import org.jparallel.samples.http.Http;
import org.jparallel.samples.words.Words;

/// All samples, in the order in which to read them.
public final class Samples {
    private static final List<Sample> ALL =
            List.of(
                    new Sample(
                            "words",
                            Words.class,
                            "counts the words of many files, beside two plain ways to count",
                            Words::main),
                    new Sample(
                            "http",
                            Http.class,
                            "an HTTP server to try with curl: text, JSON, files, an upload",
                            Http::main),
                    new Sample(
                            "hello",
                            S01Hello.class,
                            "work with an argument, results through an xlist",
                            S01Hello::main),
                    new Sample(
                            "errors",
                            S02ErrorsAndErrbacks.class,
                            "errbacks, and what run throws",
                            S02ErrorsAndErrbacks::main),
                    new Sample(
                            "main-calls",
                            S03MainThreadCalls.class,
                            "contexts ask the main thread",
                            S03MainThreadCalls::main),
                    new Sample(
                            "queue",
                            S04ProducerConsumer.class,
                            "producers and consumers, with submitQueue",
                            S04ProducerConsumer::main),
                    new Sample(
                            "timers",
                            S05Timers.class,
                            "work at a time, once or again and again",
                            S05Timers::main),
                    new Sample(
                            "arenas",
                            S06Arenas.class,
                            "a context's memory, with mark and rewind",
                            S06Arenas::main),
                    new Sample(
                            "broken",
                            S07BrokenExamples.class,
                            "a beginner's mistakes and the exceptions they get",
                            S07BrokenExamples::main),
                    new Sample(
                            "map",
                            S08MapAndFuture.class,
                            "a function on each element of a list, and futures",
                            S08MapAndFuture::main),
                    new Sample(
                            "events",
                            S09Events.class,
                            "work that waits, and a thousand contexts that do",
                            S09Events::main),
                    new Sample(
                            "collections",
                            S10ArenaCollections.class,
                            "a map in an arena, handed back whole",
                            S10ArenaCollections::main),
                    new Sample(
                            "disconnect",
                            S11Disconnect.class,
                            "the smallest server there is",
                            S11Disconnect::main),
                    new Sample(
                            "echo",
                            S12Echo.class,
                            "a server that sends back bytes or lines",
                            S12Echo::main),
                    new Sample(
                            "discard",
                            S13Discard.class,
                            "a server that is closed in order",
                            S13Discard::main),
                    new Sample(
                            "daytime",
                            S14Daytime.class,
                            "a server that tells the time of day",
                            S14Daytime::main),
                    new Sample(
                            "time",
                            S15Time.class,
                            "a server whose answer is built off the heap",
                            S15Time::main),
                    new Sample(
                            "quotations",
                            S16Quotations.class,
                            "a server of the same, or ever other, bytes",
                            S16Quotations::main),
                    new Sample(
                            "chargen",
                            S17Chargen.class,
                            "a server that never ends, at the pace of its reader",
                            S17Chargen::main),
                    new Sample(
                            "timestamp",
                            S18Timestamp.class,
                            "a server that keeps a value for each connection",
                            S18Timestamp::main),
                    new Sample(
                            "chat",
                            S19Chat.class,
                            "a server whose connections talk to each other",
                            S19Chat::main),
                    new Sample(
                            "containers",
                            S20Containers.class,
                            "a map of the main thread that contexts fill",
                            S20Containers::main),
                    new Sample(
                            "locks",
                            S21Locks.class,
                            "objects that contexts lock, two at a time, and events by the dozen",
                            S21Locks::main),
                    new Sample(
                            "published",
                            S22Published.class,
                            "reference data that is replaced while contexts read it",
                            S22Published::main));

    private Samples() {}

    /// The main method of a sample.
    @FunctionalInterface
    public interface Entry {
        /// Runs the sample.
        ///
        /// @param arguments its arguments
        /// @throws Exception whatever goes wrong
        void main(String[] arguments) throws Exception;
    }

    /// A program to run.
    ///
    /// @param name what `./run` calls it
    /// @param type its class, whose simple name `./run` takes as well
    /// @param summary what it shows, in a line
    /// @param entry runs it
    public record Sample(String name, Class<?> type, String summary, Entry entry) {
        private boolean isCalled(String wanted) {
            return name.equalsIgnoreCase(wanted) || type.getSimpleName().equalsIgnoreCase(wanted);
        }
    }

    /// {@return all samples}
    public static List<Sample> all() {
        return ALL;
    }

    /// {@return the sample of that name, if there is one}
    ///
    /// @param name its short name or the simple name of its class
    public static Optional<Sample> find(String name) {
        return ALL.stream().filter(sample -> sample.isCalled(name)).findFirst();
    }
}
