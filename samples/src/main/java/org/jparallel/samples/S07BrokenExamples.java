// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.arena.Mark;
import org.jparallel.context.Context;
import org.jparallel.xlist.XList;

/// Does what a beginner does wrong, and prints the exception that answers, thread numbers masked.
///
/// Prints:
///
/// ```text
/// runOnce, nothing submitted: AsyncRunWithoutEventsException
///     runOnce called before anything was submitted
/// a context on the main thread: WrongThreadException
///     no context here, contexts run on parallel threads: thread=main
/// pop of an empty xlist: NoSuchElementException
///     xlist is empty
/// push of a lock: NotCloneableException
///     root[1]: java.util.concurrent.locks.ReentrantLock
/// run within a context: WrongThreadException
///     run is for the main thread: thread=* mainThread=main
/// too much memory: ArenaExhaustedException
///     context memory exhausted: requestedBytes=2097152 usedBytes=0 limitBytes=1048576
/// a rewound segment: IllegalStateException
///     Already closed
/// a segment of a context's thread: WrongThreadException
///     Attempted access outside owning thread
/// ```
public final class S07BrokenExamples {
    private S07BrokenExamples() {}

    @FunctionalInterface
    private interface Mistake {
        void make() throws Exception;
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        AsyncLimits limits = AsyncLimits.standard().withContextBytes(1 << 20);
        try (Async async = Async.open(limits);
                XList<Object> list = new XList<>()) {
            attempt("runOnce, nothing submitted", async::runOnce);
            attempt("a context on the main thread", Context::current);
            attempt("pop of an empty xlist", list::pop);
            attempt("push of a lock", () -> list.push(List.of("key", new ReentrantLock())));
            inContext(async, "run within a context", async::run);
            inContext(async, "too much memory", () -> allocate(2 << 20));
            inContext(async, "a rewound segment", S07BrokenExamples::readRewound);
            MemorySegment[] escaped = new MemorySegment[1];
            async.future(bytes -> escaped[0] = allocate(bytes), 8L).join();
            attempt("a segment of a context's thread", () -> read(escaped[0]));
        }
    }

    private static void attempt(String what, Mistake mistake) {
        System.out.println(what + message(mistake));
    }

    private static void inContext(Async async, String what, Mistake mistake) {
        System.out.println(what + async.future(S07BrokenExamples::message, mistake).join());
    }

    private static String message(Mistake mistake) {
        try {
            mistake.make();
            return ": nothing happened";
        } catch (Exception failure) {
            String text = String.valueOf(failure.getMessage());
            return ": "
                    + failure.getClass().getSimpleName()
                    + "\n    "
                    + text.replaceAll("jparallel-[0-9-]+", "*");
        }
    }

    private static MemorySegment allocate(long byteCount) {
        return Context.current().allocate(byteCount, Long.BYTES);
    }

    private static long read(MemorySegment segment) {
        return segment.get(ValueLayout.JAVA_LONG, 0);
    }

    private static void readRewound() {
        Mark mark = Context.current().mark();
        MemorySegment segment = allocate(8);
        Context.current().rewind(mark);
        read(segment);
    }
}
