// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts what arrives into lines. Between reads it holds the beginning of one line, at most as long
/// as a line may be, and nothing if there is none.
final class LineSplitter {
    private static final byte[] NOTHING = new byte[0];

    private final int limitBytes;
    private byte[] begun = NOTHING;
    private int begunBytes;

    /// Whether the rest of a line that is too long is thrown away.
    private boolean skipping;

    private boolean overflowed;

    LineSplitter(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// {@return the lines that are complete now, without those that are too long}
    List<String> split(MemorySegment memory, int byteCount) {
        byte[] bytes = memory.asSlice(0, byteCount).toArray(JAVA_BYTE);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < byteCount; i++) {
            if (bytes[i] == '\n') {
                endLine(bytes, from, i, lines);
                from = i + 1;
            }
        }
        begin(bytes, from, byteCount);
        return lines;
    }

    /// {@return the last line, if it has no end}
    List<String> rest() {
        if (begunBytes == 0) {
            return List.of();
        }
        String line = take();
        return List.of(line);
    }

    /// {@return whether a line was too long since the last time this was asked}
    boolean takeOverflow() {
        boolean taken = overflowed;
        overflowed = false;
        return taken;
    }

    private void endLine(byte[] bytes, int from, int to, List<String> lines) {
        if (skipping) {
            skipping = false;
            return;
        }
        if (begunBytes == 0 && to - from <= limitBytes) {
            lines.add(text(bytes, from, to));
            return;
        }
        begin(bytes, from, to);
        if (skipping) {
            skipping = false;
        } else {
            lines.add(take());
        }
    }

    /// Adds to the line that has begun, one byte more than it may have in case that is the CR.
    private void begin(byte[] bytes, int from, int to) {
        int byteCount = to - from;
        if (skipping || byteCount == 0) {
            return;
        }
        long all = (long) begunBytes + byteCount;
        if (all > limitBytes + 1L || (all == limitBytes + 1L && bytes[to - 1] != '\r')) {
            skipping = true;
            overflowed = true;
            forget();
            return;
        }
        if (all > begun.length) {
            long wantedBytes = Math.max(all, Math.min(limitBytes, 2L * begunBytes));
            begun = Arrays.copyOf(begun, (int) wantedBytes);
        }
        System.arraycopy(bytes, from, begun, begunBytes, byteCount);
        begunBytes = (int) all;
    }

    private String take() {
        String line = text(begun, 0, begunBytes);
        forget();
        return line;
    }

    private static String text(byte[] bytes, int from, int to) {
        boolean carriage = to > from && bytes[to - 1] == '\r';
        return new String(bytes, from, to - from - (carriage ? 1 : 0), StandardCharsets.UTF_8);
    }

    private void forget() {
        begun = NOTHING;
        begunBytes = 0;
    }
}
