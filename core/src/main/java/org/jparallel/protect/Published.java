// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jspecify.annotations.Nullable;

/// Reference data (prices, routes, a dictionary, a model) that the main thread replaces as a whole
/// while contexts read it without locks.
///
/// ```java
/// try (Published<Prices> prices = async.publish(Prices.load())) {
///     async.submitWork(order -> bill(order, prices.read()), order);
///     prices.replace(Prices.load());      // the old ones are freed when their last reader ends
///     async.run();
/// }
/// ```
///
/// **Threads.** Contexts of its runtime and its main thread read; the main thread alone replaces
/// and closes. Other threads are refused, since nobody would wait for them.
///
/// **Memory.** A version is freed by closing its memory, on the main thread, once every context has
/// ended that could have read it: by [#replace] or [#close()] if none runs, else while the main
/// thread runs or waits, at the latest when the runtime is closed. What [#read()] returned is good
/// until the end of the work, or of the callback of a connection, that read it; on the main thread,
/// until it replaces or closes. A context that blocks or runs long delays the freeing and nothing
/// else. What the freeing throws, `run()` throws.
///
/// **Cost.** [#read()]: an acquire load, and a look at the current thread. A context pays nothing
/// for it, whether something is published or not.
///
/// **Limits.** So many old versions may wait as the runtime's limits say
/// (`AsyncLimits.waitingVersions`); beyond that [#replace] waits, a second at most.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `current` | main thread | release | any | acquire |
/// | the rest | main thread | plain | main thread | plain |
///
/// Why an old version is not freed too early stands in [org.jparallel.context.SafePoints].
///
/// @param <T> what is read, better immutable; if it is `AutoCloseable`, closing it frees it
@AnyThread
public final class Published<T> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT =
                    MethodHandles.lookup()
                            .findVarHandle(Published.class, "current", Object.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final Publications publications;

    private @Nullable Object current;

    private AutoCloseable memory;
    private long byteCount;
    private long replacedCount;
    private int waitingCount;
    private long waitingBytes;

    Published(Publications publications, T value, AutoCloseable memory) {
        this.publications = publications;
        this.current = value;
        this.memory = memory;
    }

    /// The newest version.
    ///
    /// @return the version, good until this work or callback ends
    /// @throws WrongThreadException if this is neither the main thread nor a context of its runtime
    /// @throws IllegalStateException if it is closed
    @SuppressWarnings("unchecked") // only versions are written
    public T read() {
        // Pairs with the release in swap(): who sees a version sees all of it.
        Object version = CURRENT.getAcquire(this);
        if (version == null || !publications.isReader()) {
            throw refusal();
        }
        return (T) version;
    }

    private RuntimeException refusal() {
        if (publications.isReader()) {
            return new IllegalStateException("published is closed");
        }
        return new WrongThreadException(
                "read is for the main thread and the parallel threads of its Async: thread="
                        + Thread.currentThread().getName());
    }

    /// Replaces the version. If it is `AutoCloseable`, closing it will free it.
    ///
    /// @param next what is read from now on
    /// @throws TooManyVersionsException if as many old versions wait as may; nothing is replaced
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if it is closed
    @MainThread
    public void replace(T next) {
        replace(next, Publications.memoryOf(Objects.requireNonNull(next, "next")));
    }

    /// Replaces the version.
    ///
    /// @param next what is read from now on
    /// @param nextMemory closed, on the main thread, to free it; a shared
    ///     [java.lang.foreign.Arena], say
    /// @throws TooManyVersionsException if as many old versions wait as may; nothing is replaced
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if it is closed
    @MainThread
    public void replace(T next, AutoCloseable nextMemory) {
        replace(next, nextMemory, 0);
    }

    /// Replaces the version.
    ///
    /// @param next what is read from now on
    /// @param nextMemory closed, on the main thread, to free it
    /// @param nextBytes how many bytes it has, for the statistics, 0 or more
    /// @throws TooManyVersionsException if as many old versions wait as may; nothing is replaced
    /// @throws WrongThreadException if this is not the main thread
    /// @throws IllegalStateException if it is closed
    /// @throws IllegalArgumentException if the number of bytes is negative, or the version is the
    ///     present one
    @MainThread
    @SuppressWarnings("ReferenceEquality") // equal versions are two
    public void replace(T next, AutoCloseable nextMemory, long nextBytes) {
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(nextMemory, "nextMemory");
        checkBytes(nextBytes);
        requireMain("replace");
        requireOpen();
        if (next == current) {
            throw new IllegalArgumentException("version is the present one");
        }
        awaitRoom();
        requireOpen();
        AutoCloseable oldMemory = memory;
        long oldBytes = byteCount;
        memory = nextMemory;
        byteCount = nextBytes;
        swap(next, oldMemory, oldBytes);
    }

    /// {@return how many versions were replaced, freed, and wait}
    ///
    /// @throws WrongThreadException if this is not the main thread
    @MainThread
    public PublishedStatistics statistics() {
        requireMain("statistics");
        return new PublishedStatistics(
                replacedCount, replacedCount - waitingCount, waitingCount, waitingBytes);
    }

    /// Gives up the newest version as well, to be freed as all others. Contexts that read from now
    /// on are refused. Closing it again does nothing; the end of its runtime closes it too.
    ///
    /// @throws WrongThreadException if this is not the main thread
    @Override
    @MainThread
    public void close() {
        requireMain("close");
        if (current != null) {
            publications.forget(this);
            swap(null, memory, byteCount);
        }
    }

    private void swap(@Nullable T next, AutoCloseable oldMemory, long oldBytes) {
        // Pairs with the acquire in read().
        CURRENT.setRelease(this, next);
        replacedCount++;
        waitingCount++;
        waitingBytes += oldBytes;
        publications.retire(this, oldMemory, oldBytes);
    }

    /// Called before an old version is freed.
    void freed(long oldBytes) {
        waitingCount--;
        waitingBytes -= oldBytes;
    }

    /// Waits until an old version could be freed, and serves meanwhile.
    private void awaitRoom() {
        int limitCount = publications.limitCount();
        if (!Blocking.await(this::hasRoom, PATIENCE.toNanos())) {
            throw new TooManyVersionsException(waitingCount, limitCount, PATIENCE);
        }
    }

    private boolean hasRoom() {
        if (waitingCount >= publications.limitCount()) {
            publications.reclaim(false);
        }
        return waitingCount < publications.limitCount();
    }

    private void requireMain(String call) {
        if (!publications.isMain()) {
            throw new WrongThreadException(
                    call
                            + " is for the main thread: thread="
                            + Thread.currentThread().getName()
                            + " mainThread="
                            + publications.main().getName());
        }
    }

    private void requireOpen() {
        if (current == null) {
            throw new IllegalStateException("published is closed");
        }
    }

    private static void checkBytes(long byteCount) {
        if (byteCount < 0) {
            throw new IllegalArgumentException("negative size: byteCount=" + byteCount);
        }
    }
}
