// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jparallel.xlist.battery.BatteryValues;
import org.jspecify.annotations.Nullable;

/// Frames as arrays of bytes, to be spoilt.
final class Frames {
    private Frames() {}

    /// {@return the frame of a value}
    static byte[] of(@Nullable Object value) {
        CloneWriter writer = CloneWriter.current();
        try {
            writer.write(value);
            byte[] bytes = new byte[(int) writer.byteCount()];
            MemorySegment.copy(
                    FrameMemory.ALL,
                    ValueLayout.JAVA_BYTE,
                    writer.address(),
                    bytes,
                    0,
                    bytes.length);
            return bytes;
        } finally {
            writer.reset();
        }
    }

    /// {@return frames of values of every kind, none of them large}
    static List<byte[]> corpus() throws Exception {
        List<byte[]> frames = new ArrayList<>();
        for (Object value : BatteryValues.all()) {
            byte[] frame = frameIfCloneable(value);
            if (frame.length > 0 && frame.length <= 1 << 12) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static byte[] frameIfCloneable(Object value) {
        try {
            return of(value);
        } catch (RuntimeException refused) {
            return new byte[0];
        }
    }

    /// {@return the value of a frame that lies in memory of exactly its size}
    static @Nullable Object read(byte[] frame) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(frame.length, 1));
            MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, 0, frame.length);
            return CloneReader.current().read(memory.address(), frame.length);
        }
    }

    /// Fails with anything but what a reader may throw for bytes that no writer put together.
    ///
    /// @return whether they were refused
    static boolean isRefused(byte[] frame) {
        try {
            read(frame);
            return false;
        } catch (CorruptFrameException expected) {
            return true;
        } catch (IllegalStateException documented) {
            if (String.valueOf(documented.getMessage())
                    .matches(".*(became equal|without end|unloaded|clone type).*")) {
                return true;
            }
            return requireOfUser(documented, frame);
        } catch (Exception thrown) {
            return requireOfUser(thrown, frame);
        } catch (StackOverflowError | OutOfMemoryError undocumented) {
            throw new AssertionError("frame=" + Arrays.toString(frame), undocumented);
        }
    }

    /// Bytes that change may name any class that this process has cloned, also such as throw.
    private static boolean requireOfUser(Exception thrown, byte[] frame) {
        if (UserCode.hasThrown(thrown, CloneReader.class)) {
            return true;
        }
        throw new AssertionError("frame=" + Arrays.toString(frame), thrown);
    }
}
