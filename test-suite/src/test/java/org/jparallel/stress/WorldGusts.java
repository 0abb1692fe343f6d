// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jparallel.Async;
import org.jparallel.arena.Chunk;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.context.Blocking;
import org.jparallel.context.Context;
import org.jparallel.protect.Published;
import org.jparallel.stress.Ledger.Call;

/// Replaces what contexts read, and stops them.
///
/// Old versions are poisoned and used again, in memory that no scope guards: a context that still
/// reads one finds poison, or the number of another version. Contexts count without atomics: while
/// the world is stopped the count stays.
final class WorldGusts implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long POISON = 0xDEAD_BEEF_DEAD_BEEFL;
    private static final int LONG_COUNT = 64;
    private static final int LOOK_COUNT = 200;
    private static final long PAUSE_NANOS = 20_000;

    private record Version(MemorySegment longs, long number) {
        private void fill(long value) {
            for (int i = 0; i < LONG_COUNT; i++) {
                longs.setAtIndex(ValueLayout.JAVA_LONG, i, value);
            }
        }

        private boolean isWhole() {
            for (int i = 0; i < LONG_COUNT; i++) {
                if (longs.getAtIndex(ValueLayout.JAVA_LONG, i) != number) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Async async;
    private final Ledger ledger;
    private final Random random;
    private final MemoryBudget budget = new MemoryBudget("storm", Long.MAX_VALUE);
    private final Deque<Chunk> free = new ArrayDeque<>();
    private final Published<Version> published;
    private long newest;
    private long count;
    private boolean closed;

    WorldGusts(Async async, Ledger ledger, Random random) {
        this.async = async;
        this.ledger = ledger;
        this.random = random;
        Chunk chunk = take();
        published = async.publish(next(chunk), () -> giveBack(chunk));
    }

    void blow(Call call) {
        switch (call) {
            case READ -> async.submitWork(this::read, random.nextInt(6));
            case REPLACE -> replace();
            case STOP -> async.stopTheWorld(this::look, LONG);
            default -> throw new AssertionError(call);
        }
    }

    private void replace() {
        Chunk chunk = take();
        published.replace(next(chunk), () -> giveBack(chunk), chunk.byteCount());
        ledger.ends(Call.REPLACE);
    }

    private Version next(Chunk chunk) {
        Version version = new Version(chunk.segment(), ++newest);
        version.fill(version.number);
        return version;
    }

    private Chunk take() {
        Chunk kept = free.pollLast();
        return kept == null ? ChunkPool.shared().acquire(ChunkPool.PAGE_BYTES, budget) : kept;
    }

    private void giveBack(Chunk chunk) {
        new Version(chunk.segment(), 0).fill(POISON);
        if (closed) {
            ChunkPool.shared().release(chunk, LONG_COUNT * Long.BYTES);
        } else {
            free.addLast(chunk);
        }
    }

    /// A context that reads, and then allocates, waits, or asks the main thread.
    private boolean read(int kind) throws Exception {
        Version version = published.read();
        for (int i = 0; i < LOOK_COUNT; i++) {
            count++;
            if (kind == 0) {
                Context.current().allocate(16, 8);
            }
            if (!version.isWhole()) {
                throw new AssertionError("an old version was freed: number=" + version.number);
            }
        }
        switch (kind) {
            case 2 -> Blocking.await(() -> false, PAUSE_NANOS);
            case 3 -> async.callFromMainThreadAndWait(() -> newest);
            case 4 -> Blocking.call(() -> CompletableFuture.completedFuture(1).get());
            default -> count++;
        }
        count++;
        if (!version.isWhole() || published.read().number < version.number) {
            throw new AssertionError("an old version was freed: number=" + version.number);
        }
        ledger.ends(Call.READ);
        return true;
    }

    private void look() {
        long before = count;
        for (int i = 0; i < LOOK_COUNT; i++) {
            Thread.onSpinWait();
            if (count != before) {
                throw new AssertionError("a context runs while the world is stopped");
            }
        }
        ledger.ends(Call.STOP);
    }

    /// {@return how many old versions wait}
    int waitingCount() {
        return published.statistics().waitingCount();
    }

    @Override
    public void close() {
        closed = true;
        published.close();
        for (Chunk chunk : free) {
            ChunkPool.shared().release(chunk, LONG_COUNT * Long.BYTES);
        }
    }
}
