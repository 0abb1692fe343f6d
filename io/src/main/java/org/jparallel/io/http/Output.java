// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.jparallel.io.netty.RawMemory.ALL;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Turn;
import org.jspecify.annotations.Nullable;

/// Bytes to be sent, written one after the other into memory of a turn and sent from there.
///
/// ```
/// [ sent ....| written, not handed to the link | room ..... ]     one block of the turn's memory
///            ^start                            ^position    ^end
/// ```
///
/// A block that is full is handed to the link, and the next one is taken; responses of one turn
/// that fit into a block leave in one write. Large bodies go to the link from where they lie.
///
/// **Threads.** Only the event loop.
final class Output {
    /// The first block of a turn fills its first page.
    private static final int FIRST_BLOCK_BYTES = 4_096;

    private static final int BLOCK_BYTES = 16_384;
    private static final long MAX_PART_BYTES = 1 << 30;

    private @Nullable Turn turn;
    private @Nullable Link link;
    private long start;
    private long position;
    private long end;
    private int firstBlockBytes;
    private long reservedBytes;

    /// Begins to write into the memory of a turn.
    void begin(Turn writtenTo, Link sentTo) {
        begin(writtenTo, sentTo, FIRST_BLOCK_BYTES);
    }

    /// Begins to write into the memory of a turn, with a first block of that size.
    void begin(Turn writtenTo, Link sentTo, int blockBytes) {
        turn = writtenTo;
        link = sentTo;
        firstBlockBytes = blockBytes;
        reservedBytes = 0;
        start = 0;
        position = 0;
        end = 0;
    }

    /// Forgets the turn.
    void finish() {
        assert position == start : "bytes were written and not handed over";
        turn = null;
        link = null;
    }

    /// Sees to it that so many bytes can be written without a further look.
    void ensure(int byteCount) {
        if (end - position < byteCount) {
            grow(byteCount);
        }
    }

    /// {@return whether so many bytes fit into the present block}
    boolean hasRoom(long byteCount) {
        return byteCount <= end - position;
    }

    private void grow(int byteCount) {
        hand();
        int blockBytes = Math.max(byteCount, end == 0 ? firstBlockBytes : BLOCK_BYTES);
        start = turn().reserve(blockBytes);
        reservedBytes += blockBytes;
        position = start;
        end = start + blockBytes;
    }

    /// {@return how many bytes of the turn were taken to write into}
    long reservedBytes() {
        return reservedBytes;
    }

    private Turn turn() {
        assert turn != null : "no turn";
        return turn;
    }

    private Link link() {
        assert link != null : "no link";
        return link;
    }

    /// Hands what is written to the link, which sends it when it is flushed.
    void hand() {
        if (position > start) {
            link().send(turn(), start, (int) (position - start));
            start = position;
        }
    }

    /// Sends a body behind what is written: from where it is if that is memory of the turn, else
    /// from a copy.
    void sendLarge(MemorySegment body) {
        hand();
        long address = turn().pin(body) ? body.address() : copy(body);
        long left = body.byteSize();
        while (left > 0) {
            int part = (int) Math.min(left, MAX_PART_BYTES);
            link().send(turn(), address, part);
            address += part;
            left -= part;
        }
    }

    private long copy(MemorySegment body) {
        long address = turn().reserve(body.byteSize());
        reservedBytes += body.byteSize();
        MemorySegment.copy(body, 0, ALL, address, body.byteSize());
        return address;
    }

    // --- writing; each needs room that ensure() has made -----------------------------------------

    void put(byte[] bytes) {
        assert hasRoom(bytes.length);
        MemorySegment.copy(bytes, 0, ALL, JAVA_BYTE, position, bytes.length);
        position += bytes.length;
    }

    void put(int octet) {
        assert hasRoom(1);
        ALL.set(JAVA_BYTE, position, (byte) octet);
        position++;
    }

    void put(MemorySegment bytes) {
        assert hasRoom(bytes.byteSize());
        MemorySegment.copy(bytes, 0, ALL, position, bytes.byteSize());
        position += bytes.byteSize();
    }

    /// Writes a part of a file.
    ///
    /// @throws UncheckedIOException if it cannot be read, or has become shorter; then as many bytes
    ///     are written all the same, and must not be sent
    void put(FileChannel file, long from, int byteCount) {
        assert hasRoom(byteCount);
        ByteBuffer target = ALL.asSlice(position, byteCount).asByteBuffer();
        position += byteCount;
        try {
            while (target.hasRemaining()) {
                if (file.read(target, from + target.position()) < 0) {
                    throw new EOFException("file became shorter while it was sent");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Writes characters below 128.
    void putAscii(String text) {
        assert hasRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            ALL.set(JAVA_BYTE, position + i, (byte) text.charAt(i));
        }
        position += text.length();
    }

    /// Writes characters below 256.
    void putLatin(String text) {
        putAscii(text);
    }

    /// Writes a number in decimal.
    void putDecimal(long number) {
        int digitCount = digitCount(number);
        assert hasRoom(digitCount);
        long left = number;
        for (int i = digitCount - 1; i >= 0; i--) {
            ALL.set(JAVA_BYTE, position + i, (byte) ('0' + left % 10));
            left /= 10;
        }
        position += digitCount;
    }

    /// Writes a number in lower-case hexadecimal.
    void putHex(long number) {
        putAscii(Long.toHexString(number));
    }

    static int digitCount(long number) {
        int count = 1;
        for (long left = number / 10; left != 0; left /= 10) {
            count++;
        }
        return count;
    }

    // --- texts -----------------------------------------------------------------------------------

    /// {@return whether every character is below 128, so that it is as many bytes as characters}
    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
