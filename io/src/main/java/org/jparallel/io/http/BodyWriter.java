// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jparallel.guard.ParallelThread;

/// Takes one part of a body from a [BodySource].
///
/// **Memory.** What is written is copied; it is sent when the source returns.
@ParallelThread
public final class BodyWriter {
    private static final byte[] LINE_END = Output.ascii("\r\n");
    private static final byte[] LAST_CHUNK = Output.ascii("0\r\n\r\n");
    private static final int CHUNK_LINE_BYTES = 18;

    private final Output output;
    private final boolean chunked;
    private long leftBytes;
    private long writtenBytes;

    /// @param leftBytes how many bytes the body may still have, -1 if that is not known
    BodyWriter(Output output, boolean chunked, long leftBytes) {
        this.output = output;
        this.chunked = chunked;
        this.leftBytes = leftBytes;
    }

    /// Writes bytes.
    ///
    /// @param bytes the bytes
    /// @throws IllegalStateException if the body would become longer than its length was said to be
    public void write(byte[] bytes) {
        write(MemorySegment.ofArray(bytes));
    }

    /// Writes a text in UTF-8.
    ///
    /// @param text the text
    /// @throws IllegalStateException if the body would become longer than its length was said to be
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes bytes.
    ///
    /// @param bytes the bytes
    /// @throws IllegalStateException if the body would become longer than its length was said to be
    public void write(MemorySegment bytes) {
        long byteCount = bytes.byteSize();
        if (byteCount == 0) {
            return;
        }
        if (leftBytes >= 0 && byteCount > leftBytes) {
            throw new IllegalStateException(
                    "body longer than announced: byteCount="
                            + byteCount
                            + " leftBytes="
                            + leftBytes);
        }
        if (leftBytes >= 0) {
            leftBytes -= byteCount;
        }
        writtenBytes += byteCount;
        output.ensure(Math.toIntExact(byteCount + CHUNK_LINE_BYTES + LINE_END.length));
        if (chunked) {
            output.putHex(byteCount);
            output.put(LINE_END);
        }
        output.put(bytes);
        if (chunked) {
            output.put(LINE_END);
        }
    }

    /// {@return the bytes written so far}
    public long writtenBytes() {
        return writtenBytes;
    }

    /// Ends the body.
    ///
    /// @return whether it is whole
    boolean end() {
        if (chunked) {
            output.ensure(LAST_CHUNK.length);
            output.put(LAST_CHUNK);
        }
        return leftBytes <= 0;
    }

    /// {@return a writer for the next part, into other memory}
    BodyWriter next(Output nextOutput) {
        BodyWriter next = new BodyWriter(nextOutput, chunked, leftBytes);
        next.writtenBytes = writtenBytes;
        return next;
    }
}
