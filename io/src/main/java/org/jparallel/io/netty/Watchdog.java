// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names callbacks that keep an event loop, and so all its other connections, waiting.
///
/// It looks at each loop 40 times a second. A callback in which a loop is found for longer than its
/// server allows is named once in a warning, with its stack, and counts as a hog until it returns.
final class Watchdog implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final List<Loop> loops;
    private final long[] seenSequences;
    private final long[] sinceNanos;
    private final boolean[] named;
    private final Thread thread;
    private volatile boolean stopping;

    Watchdog(List<Loop> loops, String name) {
        this.loops = loops;
        seenSequences = new long[loops.size()];
        sinceNanos = new long[loops.size()];
        named = new boolean[loops.size()];
        thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }

    @Override
    public void run() {
        while (!stopping) {
            for (int i = 0; i < loops.size(); i++) {
                look(i, loops.get(i), System.nanoTime());
            }
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    private void look(int index, Loop loop, long nowNanos) {
        CallbackWatch watch = loop.watch();
        long sequence = watch.sequence();
        if (sequence != seenSequences[index] || !CallbackWatch.isInside(sequence)) {
            seenSequences[index] = sequence;
            sinceNanos[index] = nowNanos;
            if (named[index]) {
                named[index] = false;
                loop.hogEnded();
            }
            return;
        }
        Link link = watch.link();
        long elapsedNanos = nowNanos - sinceNanos[index];
        if (link == null || named[index] || elapsedNanos < link.hogNanos()) {
            return;
        }
        StackTraceElement[] stack = loop.thread().getStackTrace();
        String callback = watch.callback();
        if (watch.sequence() == sequence) {
            named[index] = true;
            loop.hogBegan();
            warn(link, callback, watch.isBlocked(), elapsedNanos, stack);
        }
    }

    private static void warn(
            Link link,
            String callback,
            boolean blocked,
            long elapsedNanos,
            StackTraceElement[] stack) {
        Throwable where = new Throwable("where it is now");
        where.setStackTrace(stack);
        LOG.warn(
                "callback {} its event loop: callback={} connection={} elapsedMillis={}",
                blocked ? "blocks" : "keeps",
                callback,
                link,
                TimeUnit.NANOSECONDS.toMillis(elapsedNanos),
                where);
    }
}
