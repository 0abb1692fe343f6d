// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Which callback a loop is in now, for the watchdog.
///
/// The sequence is odd inside of a callback. The watchdog reads the sequence, the names, and the
/// sequence again: if it has not changed, the names belong to it.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `sequence` | loop | release | watchdog | acquire |
/// | `link`, `callback` | loop | release | watchdog | acquire |
/// | `blocked` | loop | volatile | watchdog | volatile |
final class CallbackWatch {
    private static final VarHandle SEQUENCE;
    private static final VarHandle LINK;
    private static final VarHandle CALLBACK;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEQUENCE = lookup.findVarHandle(CallbackWatch.class, "sequence", long.class);
            LINK = lookup.findVarHandle(CallbackWatch.class, "link", Link.class);
            CALLBACK = lookup.findVarHandle(CallbackWatch.class, "callback", String.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private long sequence;

    @SuppressWarnings("UnusedVariable") // accessed through LINK
    private @Nullable Link link;

    @SuppressWarnings("UnusedVariable") // accessed through CALLBACK
    private String callback = "none";

    private volatile boolean blocked;

    void enter(Link entered, String name) {
        // Pair with the acquires in link() and callback(): who sees these names also sees that the
        // callback before has ended, so its second look at the sequence tells that it has changed.
        LINK.setRelease(this, entered);
        CALLBACK.setRelease(this, name);
        // Pairs with the acquire in sequence(): who sees the odd number sees these names or later.
        SEQUENCE.setRelease(this, sequence + 1);
    }

    /// Gives the callback that runs a better name.
    void rename(String name) {
        // Pairs with the acquire in callback(), as in enter().
        CALLBACK.setRelease(this, name);
    }

    void leave() {
        // Pairs with the acquire in sequence().
        SEQUENCE.setRelease(this, sequence + 1);
    }

    void blocks() {
        blocked = true;
    }

    void goesOn() {
        blocked = false;
    }

    boolean isBlocked() {
        return blocked;
    }

    long sequence() {
        return (long) SEQUENCE.getAcquire(this);
    }

    @Nullable Link link() {
        // Keeps the second look at the sequence behind it; pairs with the release in enter().
        return (Link) LINK.getAcquire(this);
    }

    String callback() {
        // Keeps the second look at the sequence behind it; pairs with the release in enter().
        return (String) CALLBACK.getAcquire(this);
    }

    static boolean isInside(long sequence) {
        return (sequence & 1) != 0;
    }
}
