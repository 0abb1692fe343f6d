// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a [ContextArena] must do: every segment filled with a byte of its own, every mark with the
/// number of segments that were alive and the bytes that were in use.
final class ArenaModel {
    private record Live(MemorySegment segment, byte stamp) {}

    private record Marked(Mark mark, int liveCount, long usedBytes) {}

    private final ContextArena arena;
    private final boolean isRuntimeAmple;
    private final List<Live> live = new ArrayList<>();
    private final List<MemorySegment> dead = new ArrayList<>();
    private final List<Marked> marks = new ArrayList<>();
    private final List<Mark> deadMarks = new ArrayList<>();
    private long usedBytes;
    private long peakBytes;
    private long allocationCount;
    private long rewindCount;
    private byte nextStamp = 1;

    ArenaModel(ContextArena arena, boolean isRuntimeAmple) {
        this.arena = arena;
        this.isRuntimeAmple = isRuntimeAmple;
    }

    void allocate(long byteCount, long byteAlignment) {
        boolean fits = byteCount <= arena.statistics().limitBytes() - usedBytes;
        MemorySegment segment;
        try {
            segment = arena.allocate(byteCount, byteAlignment);
        } catch (ArenaExhaustedException refused) {
            assertThat(fits && isRuntimeAmple).isFalse();
            return;
        }
        assertThat(fits).isTrue();
        assertThat(segment.byteSize()).isEqualTo(byteCount);
        assertThat(segment.address() % byteAlignment).isZero();
        assertThat(isFilledWith(segment, (byte) 0)).isTrue();
        segment.fill(nextStamp);
        live.add(new Live(segment, nextStamp));
        nextStamp = (byte) (nextStamp == Byte.MAX_VALUE ? 1 : nextStamp + 1);
        allocationCount++;
        long paddedBytes = arena.statistics().usedBytes() - usedBytes;
        assertThat(paddedBytes).isBetween(byteCount, byteCount + byteAlignment - 1);
        usedBytes += paddedBytes;
        peakBytes = Math.max(peakBytes, usedBytes);
    }

    void mark() {
        Mark mark = arena.mark();
        if (marks.isEmpty() || marks.getLast().mark() != mark) {
            marks.add(new Marked(mark, live.size(), usedBytes));
        }
    }

    void rewind(int choice) {
        int count = marks.size() + deadMarks.size();
        if (count == 0) {
            return;
        }
        int index = choice % count;
        if (index >= marks.size()) {
            Mark stale = deadMarks.get(index - marks.size());
            assertThatThrownBy(() -> arena.rewind(stale)).isInstanceOf(IllegalStateException.class);
            return;
        }
        Marked marked = marks.get(index);
        arena.rewind(marked.mark());
        rewindCount++;
        killFrom(index + 1, marked.liveCount());
        usedBytes = marked.usedBytes();
    }

    void end() {
        arena.end();
        killFrom(0, 0);
        usedBytes = 0;
        peakBytes = 0;
        allocationCount = 0;
        rewindCount = 0;
    }

    void check() {
        ArenaStatistics statistics = arena.statistics();
        assertThat(statistics.usedBytes()).isEqualTo(usedBytes);
        assertThat(statistics.peakBytes()).isEqualTo(peakBytes);
        assertThat(statistics.allocationCount()).isEqualTo(allocationCount);
        assertThat(statistics.rewindCount()).isEqualTo(rewindCount);
        assertThat(usedBytes).isLessThanOrEqualTo(statistics.limitBytes());
        for (Live each : live) {
            assertThat(isFilledWith(each.segment(), each.stamp())).isTrue();
        }
        checkNoOverlap();
        checkDead();
    }

    void checkAllDead() {
        killFrom(0, 0);
        checkDead();
    }

    private void checkDead() {
        for (MemorySegment segment : dead) {
            if (segment.byteSize() > 0) {
                assertThat(isRefused(segment)).isTrue();
            }
        }
    }

    private void checkNoOverlap() {
        List<MemorySegment> sorted = new ArrayList<>();
        live.forEach(each -> sorted.add(each.segment()));
        sorted.removeIf(segment -> segment.byteSize() == 0);
        sorted.sort(Comparator.comparingLong(MemorySegment::address));
        for (int i = 1; i < sorted.size(); i++) {
            MemorySegment before = sorted.get(i - 1);
            if (before.address() + before.byteSize() > sorted.get(i).address()) {
                fail("segments overlap: %s %s", before, sorted.get(i));
            }
        }
    }

    private void killFrom(int markIndex, int liveIndex) {
        while (marks.size() > markIndex) {
            deadMarks.add(marks.removeLast().mark());
        }
        while (live.size() > liveIndex) {
            dead.add(live.removeLast().segment());
        }
    }

    private static boolean isRefused(MemorySegment segment) {
        try {
            segment.get(ValueLayout.JAVA_BYTE, 0);
            return false;
        } catch (IllegalStateException refused) {
            return true;
        }
    }

    private static boolean isFilledWith(MemorySegment segment, byte value) {
        long last = segment.byteSize() - 1;
        return last < 0
                || (segment.get(ValueLayout.JAVA_BYTE, 0) == value
                        && segment.asSlice(0, last).mismatch(segment.asSlice(1)) < 0);
    }
}
