// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jspecify.annotations.Nullable;

/// Who writes into a protected container: the main thread or one context. Also who owns a slot:
/// that of its last writer, compared by identity, so that no later context can be taken for it.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `inside` | the writer's thread | plain | the same thread | plain |
/// | the rest | constructor | final | any | final |
final class Writer {
    private final boolean main;
    private final String threadName;

    /// The container whose lock the writer holds: user code that is called meanwhile must not take
    /// another, or two writers could wait for each other.
    private @Nullable String inside;

    private Writer(boolean main, String threadName) {
        this.main = main;
        this.threadName = threadName;
    }

    static Writer ofMain(Thread thread) {
        return new Writer(true, thread.getName());
    }

    static Writer ofContext(Thread thread) {
        return new Writer(false, thread.getName());
    }

    boolean isMain() {
        return main;
    }

    /// {@return whether it may overwrite or delete what that writer has stored}
    boolean mayReplace(Writer owner) {
        return main || owner == this;
    }

    /// Told when it has taken the lock of a container; not before, since the main thread serves its
    /// calls while it waits for one.
    ///
    /// @param kind of the container
    void enter(String kind) {
        assert inside == null : "two locks: container=" + kind + " caller=" + inside;
        inside = kind;
    }

    /// To be called before it takes a lock.
    ///
    /// @param kind of the container
    /// @throws IllegalStateException if it holds a lock
    void requireOutside(String kind) {
        if (inside != null) {
            throw new IllegalStateException(
                    "container used by a function that a container calls: container="
                            + kind
                            + " caller="
                            + inside);
        }
    }

    /// Told before it gives the lock back.
    void leave() {
        inside = null;
    }

    boolean isInside() {
        return inside != null;
    }

    /// {@return `owner=… ownerThread=…`}
    @Override
    public String toString() {
        return "owner=" + (main ? "main" : "context") + " ownerThread=" + threadName;
    }
}
