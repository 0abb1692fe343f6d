// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jparallel.context.ContextThread;
import org.jparallel.context.SafePoints;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;

/// What a runtime has published: the old versions that wait, in the order in which they were
/// replaced, and who may read.
///
/// For the runtime itself; users meet [Published]. Why nothing is freed too early stands in
/// [SafePoints].
///
/// All fields are only accessed by the main thread, but for the final ones.
@MainThread
public final class Publications {
    private record OldVersion(
            Published<?> of, long epoch, AutoCloseable memory, long byteCount) {}

    private final SafePoints safePoints;
    private final Thread main;
    private final Object owner;
    private final int limitCount;
    private final Consumer<Throwable> failures;
    private final Deque<OldVersion> waiting = new ArrayDeque<>();
    private final Set<Published<?>> open = new LinkedHashSet<>();

    /// Creates those of the runtime whose main thread this is.
    ///
    /// @param safePoints tell what contexts have left behind
    /// @param owner what the threads name as theirs that may read, see [ContextThread#owner()]
    /// @param limitCount how many old versions of one [Published] may wait, at least 1
    /// @param failures takes what the freeing of an old version throws
    public Publications(
            SafePoints safePoints, Object owner, int limitCount, Consumer<Throwable> failures) {
        this.safePoints = safePoints;
        this.main = Thread.currentThread();
        this.owner = owner;
        this.limitCount = limitCount;
        this.failures = failures;
    }

    /// {@return what frees a version that comes without memory}
    ///
    /// @param version the version
    @AnyThread
    public static AutoCloseable memoryOf(Object version) {
        return version instanceof AutoCloseable closeable ? closeable : () -> {};
    }

    /// Publishes a first version.
    ///
    /// @param <T> what is read
    /// @param value the version
    /// @param memory closed when it is freed
    /// @return what contexts read
    public <T> Published<T> publish(T value, AutoCloseable memory) {
        Published<T> published = new Published<>(this, value, memory);
        open.add(published);
        return published;
    }

    /// Frees what no context can see any more.
    ///
    /// @param worksHaveEnded whether no work is active, and none will be that the main thread does
    ///     not submit after this call
    public void reclaim(boolean worksHaveEnded) {
        if (waiting.isEmpty() || !(safePoints.takeAnnouncement() || worksHaveEnded)) {
            return;
        }
        free(worksHaveEnded);
    }

    private void free(boolean worksHaveEnded) {
        long seen = safePoints.seenByAll(worksHaveEnded);
        while (true) {
            OldVersion first = waiting.peekFirst();
            if (first == null || first.epoch > seen) {
                return;
            }
            waiting.removeFirst();
            first.of.freed(first.byteCount);
            try {
                first.memory.close();
            } catch (Throwable failure) {
                failures.accept(failure);
            }
        }
    }

    /// Closes what is still open, and frees what can be freed, after the threads have ended. What a
    /// context that did not end could see is never freed.
    public void close() {
        List.copyOf(open).forEach(Published::close);
        free(false);
    }

    /// Takes over a version that nobody can get hold of any more.
    void retire(Published<?> of, AutoCloseable memory, long byteCount) {
        waiting.addLast(new OldVersion(of, safePoints.advance(), memory, byteCount));
        free(false);
    }

    void forget(Published<?> closed) {
        open.remove(closed);
    }

    int limitCount() {
        return limitCount;
    }

    @AnyThread
    boolean isMain() {
        return Thread.currentThread().equals(main);
    }

    /// {@return whether the current thread may read: the main thread waits for none of its own
    /// reads, contexts of this runtime are waited for}
    @AnyThread
    boolean isReader() {
        Thread thread = Thread.currentThread();
        return thread instanceof ContextThread current
                ? current.owner().equals(owner)
                : thread.equals(main);
    }

    @AnyThread
    Thread main() {
        return main;
    }
}
