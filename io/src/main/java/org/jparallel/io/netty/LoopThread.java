// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jparallel.context.ContextSlot;
import org.jparallel.context.ContextThread;
import org.jparallel.context.Holds;
import org.jparallel.context.SafePoint;

/// The thread of an event loop. It runs the contexts of connections, so it is a parallel thread.
final class LoopThread extends FastThreadLocalThread implements ContextThread {
    private final Loop loop;
    private final Object owner;

    LoopThread(Runnable task, String name, Loop loop, Object owner) {
        super(task, name);
        this.loop = loop;
        this.owner = owner;
        setDaemon(true);
    }

    /// {@return the loop of the current thread, which is a loop's}
    static Loop currentLoop() {
        return ((LoopThread) Thread.currentThread()).loop;
    }

    Loop loop() {
        return loop;
    }

    @Override
    public ContextSlot slot() {
        return loop.slot();
    }

    @Override
    public SafePoint safePoint() {
        return loop.safePoint();
    }

    @Override
    public Object owner() {
        return owner;
    }

    /// A loop does not look for locks that its callbacks have kept: one callback may end inside of
    /// another.
    @Override
    public void holds(Holds holds) {}

    /// A loop has no spare: all its connections wait as well. The watchdog names who does that.
    @Override
    public void blockingBegins() {
        loop.watch().blocks();
    }

    @Override
    public void blockingEnds() {
        loop.watch().goesOn();
    }
}
