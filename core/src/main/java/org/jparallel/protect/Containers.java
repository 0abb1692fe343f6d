// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.context.ContextSlot;
import org.jparallel.context.ContextThread;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jspecify.annotations.Nullable;

/// The protected containers of one runtime: makes them, and knows who may write into them.
///
/// **Threads.** Its main thread and the contexts of its runtime write, and every thread reads.
@AnyThread
public final class Containers {
    private final Thread main = Thread.currentThread();
    private final Writer mainWriter = Writer.ofMain(main);
    private final Object runtime;
    private final Persistence persistence = new Persistence();

    /// Makes the current thread the main thread of the containers.
    ///
    /// @param runtime whose contexts write, the [owner][ContextThread#owner()] of their threads
    @MainThread
    public Containers(Object runtime) {
        this.runtime = runtime;
    }

    /// {@return a new map, empty}
    /// @param <K> the keys
    /// @param <V> the values
    @MainThread
    public <K, V extends @Nullable Object> ProtectedMap<K, V> map() {
        return new ProtectedMap<>(this);
    }

    /// {@return a new list, empty}
    /// @param <E> the elements
    @MainThread
    public <E extends @Nullable Object> ProtectedList<E> list() {
        return new ProtectedList<>(this);
    }

    /// {@return a new object without fields}
    @MainThread
    public ProtectedObject object() {
        return new ProtectedObject(this);
    }

    /// {@return how many contexts have ended whose memory the containers hold}
    public long persistedContexts() {
        return persistence.contextCount();
    }

    /// Frees all memory of contexts that the containers hold; what lies in it throws from now on.
    ///
    /// @throws IllegalStateException if native code is using some of it; the rest is freed
    @MainThread
    public void close() {
        persistence.close();
    }

    Persistence persistence() {
        return persistence;
    }

    /// {@return who the current thread writes as}
    ///
    /// @throws WrongThreadException if it is neither the main thread nor runs a context of this
    ///     runtime
    Writer writer() {
        Thread thread = Thread.currentThread();
        if (thread instanceof ContextThread contextThread
                && contextThread.owner().equals(runtime)) {
            ContextSlot slot = contextThread.slot();
            return slot.attachment() instanceof Writer writer ? writer : newWriter(slot, thread);
        }
        if (thread.equals(main)) {
            return mainWriter;
        }
        throw new WrongThreadException(
                "protected containers are written by their main thread and its contexts: thread="
                        + thread.getName()
                        + " mainThread="
                        + main.getName());
    }

    /// Refuses a thread that would wait for a lock inside of a function that a container calls.
    ///
    /// @param kind of the container that it reads
    void requireOutside(String kind) {
        Thread thread = Thread.currentThread();
        if (thread instanceof ContextThread contextThread) {
            if (contextThread.slot().attachment() instanceof Writer writer) {
                writer.requireOutside(kind);
            }
        } else if (thread.equals(main)) {
            mainWriter.requireOutside(kind);
        }
    }

    /// {@return whether the current thread is inside of a function that a container calls}
    boolean isInside() {
        Thread thread = Thread.currentThread();
        if (thread instanceof ContextThread contextThread) {
            return contextThread.slot().attachment() instanceof Writer writer && writer.isInside();
        }
        return thread.equals(main) && mainWriter.isInside();
    }

    private static Writer newWriter(ContextSlot slot, Thread thread) {
        Writer writer = Writer.ofContext(thread);
        slot.attach(writer);
        return writer;
    }
}
