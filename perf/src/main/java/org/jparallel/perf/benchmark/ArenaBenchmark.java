// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.jparallel.context.Context;
import org.jparallel.guard.MainThread;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// Allocate blocks of 64 B, write into each, free all: 1,000 blocks a work, 1,000 works an
/// invocation, all by one thread. The score is the time of one block.
///
/// `writtenBytes` is 8 (the cost of the allocator) or 64 (the whole block).
@MainThread
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ArenaBenchmark.WORK_COUNT * ArenaBenchmark.BLOCK_COUNT)
public class ArenaBenchmark {
    static final int WORK_COUNT = 1_000;
    static final int BLOCK_COUNT = 1_000;
    static final int BLOCK_BYTES = 64;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /// How much of a block is written.
    @Param({"8", "64"})
    public int writtenBytes;

    /// In contexts: the works of an invocation are submitted to one parallel thread, and awaited.
    @Benchmark
    public void jparallel(Runtimes.Single ours) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            ours.async.submitWork(() -> {
                Context context = Context.current();
                for (int i = 0; i < BLOCK_COUNT; i++) {
                    write(context.allocate(BLOCK_BYTES, Long.BYTES), 0, whole, i);
                }
            });
        }
        ours.async.run();
    }

    /// In contexts, and each segment is kept in an array until its work ends.
    @Benchmark
    public void jparallelKept(Runtimes.Single ours) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        MemorySegment[] kept = new MemorySegment[BLOCK_COUNT];
        for (int work = 0; work < WORK_COUNT; work++) {
            ours.async.submitWork(() -> {
                Context context = Context.current();
                for (int i = 0; i < BLOCK_COUNT; i++) {
                    kept[i] = context.allocate(BLOCK_BYTES, Long.BYTES);
                    write(kept[i], 0, whole, i);
                }
            });
        }
        ours.async.run();
    }

    /// What a user writes by hand: one confined segment, a position, a check of the end.
    @Benchmark
    public long bump(Region region) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            for (int i = 0; i < BLOCK_COUNT; i++) {
                write(region.segment, region.claim(BLOCK_BYTES), whole, i);
            }
            region.free();
        }
        return region.segment.get(JAVA_LONG, 0);
    }

    /// The same, and what was used is wiped, so that the next user finds zeros.
    @Benchmark
    public long bumpWiped(Region region) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            for (int i = 0; i < BLOCK_COUNT; i++) {
                write(region.segment, region.claim(BLOCK_BYTES), whole, i);
            }
            region.wipe();
        }
        return region.segment.get(JAVA_LONG, 0);
    }

    /// The JDK's slicing allocator over one confined segment: no zeros, no end of life.
    @Benchmark
    public long slicingAllocator(Region region) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            SegmentAllocator allocator = SegmentAllocator.slicingAllocator(region.segment);
            for (int i = 0; i < BLOCK_COUNT; i++) {
                write(allocator.allocate(BLOCK_BYTES, Long.BYTES), 0, whole, i);
            }
        }
        return region.segment.get(JAVA_LONG, 0);
    }

    /// A confined arena of the JDK for each work: one malloc for each block.
    @Benchmark
    public void arenaOfConfined(Blackhole blackhole) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment last = MemorySegment.NULL;
                for (int i = 0; i < BLOCK_COUNT; i++) {
                    last = arena.allocate(BLOCK_BYTES, Long.BYTES);
                    write(last, 0, whole, i);
                }
                blackhole.consume(last.address());
            }
        }
    }

    /// Arrays on the Java heap, reachable until the work ends.
    @Benchmark
    public void byteArray(Blackhole blackhole) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        for (int work = 0; work < WORK_COUNT; work++) {
            byte[][] blocks = new byte[BLOCK_COUNT][];
            for (int i = 0; i < BLOCK_COUNT; i++) {
                blocks[i] = new byte[BLOCK_BYTES];
                write(blocks[i], whole, i);
            }
            blackhole.consume(blocks);
        }
    }

    /// Netty's pooled allocator, in a thread of Netty, where it has its cache.
    @Benchmark
    public void nettyPooled(NettyThread peer) {
        peer.run(() -> buffers(PooledByteBufAllocator.DEFAULT));
    }

    /// Netty's adaptive allocator, in a thread of Netty.
    @Benchmark
    public void nettyAdaptive(NettyThread peer) {
        peer.run(() -> buffers(peer.adaptive));
    }

    private void buffers(ByteBufAllocator allocator) {
        boolean whole = writtenBytes == BLOCK_BYTES;
        ByteBuf[] blocks = new ByteBuf[BLOCK_COUNT];
        for (int work = 0; work < WORK_COUNT; work++) {
            for (int i = 0; i < BLOCK_COUNT; i++) {
                blocks[i] = allocator.directBuffer(BLOCK_BYTES, BLOCK_BYTES);
                write(blocks[i], whole, i);
            }
            for (ByteBuf block : blocks) {
                block.release();
            }
        }
    }

    /// Eight longs in a row, or the first of them: a loop would cost more than the store.
    static void write(MemorySegment segment, long offset, boolean whole, long value) {
        segment.set(JAVA_LONG, offset, value);
        if (whole) {
            segment.set(JAVA_LONG, offset + 8, value);
            segment.set(JAVA_LONG, offset + 16, value);
            segment.set(JAVA_LONG, offset + 24, value);
            segment.set(JAVA_LONG, offset + 32, value);
            segment.set(JAVA_LONG, offset + 40, value);
            segment.set(JAVA_LONG, offset + 48, value);
            segment.set(JAVA_LONG, offset + 56, value);
        }
    }

    private static void write(byte[] block, boolean whole, long value) {
        LONG.set(block, 0, value);
        if (whole) {
            LONG.set(block, 8, value);
            LONG.set(block, 16, value);
            LONG.set(block, 24, value);
            LONG.set(block, 32, value);
            LONG.set(block, 40, value);
            LONG.set(block, 48, value);
            LONG.set(block, 56, value);
        }
    }

    private static void write(ByteBuf block, boolean whole, long value) {
        block.setLong(0, value);
        if (whole) {
            block.setLong(8, value);
            block.setLong(16, value);
            block.setLong(24, value);
            block.setLong(32, value);
            block.setLong(40, value);
            block.setLong(48, value);
            block.setLong(56, value);
        }
    }

    /// One confined segment that fits all blocks of a work, and a position in it.
    @State(Scope.Thread)
    public static class Region {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment segment = arena.allocate((long) BLOCK_COUNT * BLOCK_BYTES, 64);
        private long position;

        private long claim(long byteCount) {
            long start = position;
            long end = start + byteCount;
            if (end > segment.byteSize()) {
                throw new IllegalStateException("region is full: position=" + start);
            }
            position = end;
            return start;
        }

        private void free() {
            position = 0;
        }

        private void wipe() {
            segment.asSlice(0, position).fill((byte) 0);
            position = 0;
        }
    }

    /// A thread of Netty, to which whole invocations are handed.
    @State(Scope.Thread)
    public static class NettyThread {
        private final DefaultEventExecutor executor = new DefaultEventExecutor();
        private final ByteBufAllocator adaptive = new AdaptiveByteBufAllocator(true);

        /// Ends the thread.
        @TearDown
        public void close() {
            executor.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }

        private void run(Runnable works) {
            executor.submit(works).syncUninterruptibly();
        }
    }
}
