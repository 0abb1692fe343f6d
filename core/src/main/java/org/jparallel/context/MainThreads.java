// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import java.util.List;
import java.util.stream.Stream;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Which threads are main threads now, and the loops they serve.
///
/// A thread may have opened several runtimes; it is the main thread of each until that one is
/// closed.
@AnyThread
public final class MainThreads {
    private static final ThreadLocal<List<MainThreadLoop>> LOOPS =
            ThreadLocal.withInitial(List::of);

    private MainThreads() {}

    /// Makes the current thread the main thread of a loop.
    ///
    /// @param loop what it serves while it waits
    public static void enter(MainThreadLoop loop) {
        List<MainThreadLoop> before = LOOPS.get();
        LOOPS.set(
                Stream.concat(before.stream(), Stream.of(loop))
                        .toList());
    }

    /// Ends what [#enter] began.
    ///
    /// @param loop the loop that is closed
    public static void exit(MainThreadLoop loop) {
        List<MainThreadLoop> left =
                LOOPS.get().stream().filter(other -> !other.equals(loop)).toList();
        if (left.isEmpty()) {
            LOOPS.remove();
        } else {
            LOOPS.set(left);
        }
    }

    /// {@return whether the current thread is a main thread}
    public static boolean isMain() {
        return !LOOPS.get().isEmpty();
    }

    /// Serves all loops of the current thread but one.
    ///
    /// @param except the one that serves itself, or null to serve all
    /// @return the nanoseconds until something is due, [Blocking#FOREVER] if nothing is
    public static long serve(@Nullable MainThreadLoop except) {
        long dueNanos = Blocking.FOREVER;
        for (MainThreadLoop loop : LOOPS.get()) {
            if (!loop.equals(except)) {
                dueNanos = Math.min(dueNanos, loop.serve());
            }
        }
        return dueNanos;
    }
}
