// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.EventLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jparallel.TransportHost;
import org.jparallel.context.ContextSlot;
import org.jparallel.context.SafePoint;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// One event loop: its connections, the memory it receives into, its turns, its clock.
///
/// **Threads.** Everything belongs to the loop's thread, except what the watchdog reads, which
/// stands in [CallbackWatch], and `hogCount`, which it alone writes.
@ParallelThread
public final class Loop {
    static final int RECEIVE_BYTES = 1 << 16;

    private static final long TICK_MILLIS = 250;

    /// So many turns are kept with their memory from one tick to the next.
    private static final int KEPT_TURN_COUNT = 1_024;

    private final TransportHost host;
    private final LoopThread thread;
    private final Arena receiveArena = Arena.ofShared();
    private final MemorySegment receiveMemory = receiveArena.allocate(RECEIVE_BYTES, 64);
    private final RawBuffer receiveBuffer = new RawBuffer(null);
    private final ContextSlot idleSlot;
    private final CallbackWatch watch = new CallbackWatch();
    private final List<Link> links = new ArrayList<>();
    private final Map<Class<?>, Object> attachments = new HashMap<>();
    private @Nullable Turn freeTurns;
    private int freeTurnCount;
    private int leastFreeTurnCount;
    private @Nullable Turn current;
    private @Nullable Future<?> clock;
    private @Nullable SafePoint safePoint;
    private long nowNanos = System.nanoTime();
    private volatile int hogCount;

    Loop(Runnable task, String name, TransportHost host) {
        this.host = host;
        idleSlot = host.newSlot();
        thread = new LoopThread(task, name, this, host.owner());
    }

    LoopThread thread() {
        return thread;
    }

    CallbackWatch watch() {
        return watch;
    }

    /// Starts the clock, on the loop.
    void start(EventLoop executor) {
        SafePoint point = host.newSafePoint(thread, executor);
        point.register();
        safePoint = point;
        clock =
                executor.scheduleAtFixedRate(
                        this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        nowNanos = System.nanoTime();
        for (int i = links.size() - 1; i >= 0; i--) {
            links.get(i).tick(nowNanos);
        }
        trimTurns();
    }

    SafePoint safePoint() {
        return Objects.requireNonNull(safePoint, "the loop has not started");
    }

    /// {@return the time of the last tick, at most a quarter of a second ago}
    public long nowNanos() {
        return nowNanos;
    }

    /// What the layer above keeps with the loop.
    ///
    /// @param <T> its type
    /// @param type its type
    /// @param maker makes it, the first time
    /// @return the one there is
    public <T> T attachment(Class<T> type, Supplier<? extends T> maker) {
        return type.cast(attachments.computeIfAbsent(type, _ -> maker.get()));
    }

    // --- memory ----------------------------------------------------------------------------------

    MemorySegment receiveMemory() {
        return receiveMemory;
    }

    /// {@return a buffer over all of the memory to receive into, to be released after use}
    RawBuffer receiveBuffer() {
        receiveBuffer.point(receiveMemory.address(), RECEIVE_BYTES, false);
        receiveBuffer.retain();
        return receiveBuffer;
    }

    /// {@return what holds the context that runs now}
    ContextSlot slot() {
        Turn turn = current;
        return turn == null ? idleSlot : turn.slot();
    }

    /// {@return a turn with one hold}
    Turn newTurn() {
        Turn turn = freeTurns;
        if (turn == null) {
            turn = new Turn(this, host.newSlot(), host.newSlot());
        } else {
            freeTurns = turn.nextFree;
            turn.nextFree = null;
            freeTurnCount--;
            leastFreeTurnCount = Math.min(leastFreeTurnCount, freeTurnCount);
        }
        turn.hold();
        return turn;
    }

    void giveBack(Turn turn) {
        if (freeTurnCount >= KEPT_TURN_COUNT) {
            turn.close();
            return;
        }
        turn.nextFree = freeTurns;
        freeTurns = turn;
        freeTurnCount++;
    }

    /// Gives up the turns that nobody has needed since the last tick.
    private void trimTurns() {
        for (int i = 0; i < leastFreeTurnCount; i++) {
            Turn turn = freeTurns;
            assert turn != null : "fewer turns than counted";
            freeTurns = turn.nextFree;
            freeTurnCount--;
            turn.close();
        }
        leastFreeTurnCount = freeTurnCount;
    }

    /// Gives all memory back, after the thread has ended.
    void close() {
        Future<?> ticking = clock;
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (safePoint != null) {
            safePoint.unregister();
        }
        leastFreeTurnCount = freeTurnCount;
        trimTurns();
        idleSlot.release();
        receiveArena.close();
    }

    // --- callbacks -------------------------------------------------------------------------------

    /// Begins a callback: its context is that of the turn. Netty may tell of one thing from inside
    /// of another, so callbacks nest.
    ///
    /// @return the turn of the callback around it, or null, for [#leave]
    @Nullable Turn enter(Link link, Turn turn, String callback) {
        Turn outer = current;
        current = turn;
        if (outer == null) {
            watch.enter(link, callback);
        }
        return outer;
    }

    /// Ends a callback.
    void leave(@Nullable Turn outer) {
        current = outer;
        if (outer == null) {
            watch.leave();
        }
    }

    /// Makes the context of another turn the current one, within a callback.
    ///
    /// @param turn the turn
    /// @return the turn that was the current one
    public Turn use(Turn turn) {
        Turn outer = current;
        current = turn;
        assert outer != null : "no callback runs";
        return outer;
    }

    /// {@return whether a callback runs now}
    boolean isInside() {
        return current != null;
    }

    /// Gives the callback that runs a better name for warnings.
    ///
    /// @param callback its name
    public void callback(String callback) {
        watch.rename(callback);
    }

    void hogBegan() {
        hogCount = 1;
    }

    void hogEnded() {
        hogCount = 0;
    }

    /// {@return 1 while a callback keeps this loop for too long, else 0}
    int hogCount() {
        return hogCount;
    }

    // --- links -----------------------------------------------------------------------------------

    void add(Link link) {
        link.index(links.size());
        links.add(link);
    }

    void remove(Link link) {
        Link last = links.removeLast();
        if (last != link) {
            links.set(link.index(), last);
            last.index(link.index());
        }
    }
}
