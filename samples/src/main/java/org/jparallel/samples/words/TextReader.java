// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Brings one file after the other into the same piece of an allocator's memory.
///
/// Small files are read, and entries of archives inflated, straight into that memory; larger files
/// are mapped while they are looked at. No byte of a text ever lies in the Java heap.
final class TextReader implements AutoCloseable {
    /// The largest file that is counted. The plain ways to count need it in one Java array.
    static final long LARGEST_FILE_BYTES = 1 << 30;

    private static final long LARGEST_READ_BYTES = 4 << 20;
    private static final long SMALLEST_BUFFER_BYTES = 256 << 10;
    static final int PROBE_BYTES = 8_192;

    private final SegmentAllocator allocator;
    private final Inflater inflater = new Inflater(true);
    private MemorySegment memory = MemorySegment.NULL;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private Arena mapping = Arena.ofConfined();

    TextReader(SegmentAllocator allocator) {
        this.allocator = allocator;
    }

    /// Reads a file.
    ///
    /// @return all of its bytes, good until the next is read
    /// @throws IOException if it cannot be read, or is larger than [#LARGEST_FILE_BYTES]
    MemorySegment read(TextFile file) throws IOException {
        refuseTooLarge(file.byteCount());
        return switch (file) {
            case TextFile.OnDisk onDisk -> read(onDisk);
            case TextFile.InArchive entry -> read(entry);
        };
    }

    static void refuseTooLarge(long byteCount) throws IOException {
        if (byteCount > LARGEST_FILE_BYTES) {
            throw new IOException(
                    "too large: byteCount=" + byteCount + " limitBytes=" + LARGEST_FILE_BYTES);
        }
    }

    /// {@return whether it looks binary: a NUL among its first 8,192 bytes, which is git's rule
    /// too}
    static boolean isBinary(MemorySegment text) {
        long probeBytes = Math.min(PROBE_BYTES, text.byteSize());
        long offset = 0;
        for (; offset + Long.BYTES <= probeBytes; offset += Long.BYTES) {
            long bytes = text.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
            if (((bytes - 0x0101010101010101L) & ~bytes & 0x8080808080808080L) != 0) {
                return true;
            }
        }
        for (; offset < probeBytes; offset++) {
            if (text.get(ValueLayout.JAVA_BYTE, offset) == 0) {
                return true;
            }
        }
        return false;
    }

    private MemorySegment read(TextFile.OnDisk file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long byteCount = channel.size();
            refuseTooLarge(byteCount);
            if (byteCount > LARGEST_READ_BYTES) {
                mapping.close();
                mapping = Arena.ofConfined();
                return channel.map(MapMode.READ_ONLY, 0, byteCount, mapping);
            }
            ByteBuffer target = buffer(byteCount);
            int readBytes = 0;
            while (readBytes >= 0 && target.hasRemaining()) {
                readBytes = channel.read(target);
            }
            return memory.asSlice(0, target.position());
        }
    }

    private MemorySegment read(TextFile.InArchive file) throws IOException {
        MemorySegment stored = file.archive().stored(file);
        ByteBuffer target = buffer(file.byteCount());
        if (file.deflated()) {
            inflate(inflater, stored, target);
        } else {
            target.put(stored.asByteBuffer());
        }
        if (target.hasRemaining()) {
            throw damaged(target);
        }
        return memory.asSlice(0, file.byteCount());
    }

    static ZipException damaged(ByteBuffer target) {
        return new ZipException(
                "entry damaged: byteCount="
                        + target.position()
                        + " expectedBytes="
                        + target.limit());
    }

    /// Inflates until the end of the data or of the target.
    static void inflate(Inflater inflater, MemorySegment stored, ByteBuffer target)
            throws ZipException {
        inflater.reset();
        inflater.setInput(stored.asByteBuffer());
        try {
            while (!inflater.finished() && target.hasRemaining()) {
                if (inflater.inflate(target) == 0 && inflater.needsInput()) {
                    throw new ZipException("entry ends too early");
                }
            }
        } catch (DataFormatException failure) {
            throw (ZipException) new ZipException("entry damaged").initCause(failure);
        }
    }

    private ByteBuffer buffer(long byteCount) {
        if (memory.byteSize() < byteCount) {
            long doubledBytes = Math.max(SMALLEST_BUFFER_BYTES, memory.byteSize() * 2);
            memory = allocator.allocate(Math.max(byteCount, doubledBytes), Long.BYTES);
            buffer = memory.asByteBuffer();
        }
        return buffer.clear().limit(Math.toIntExact(byteCount));
    }

    @Override
    public void close() {
        inflater.end();
        mapping.close();
    }
}
