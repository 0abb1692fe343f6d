// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// A zip file mapped into memory, whose entries any thread can inflate from where they lie.
///
/// The JDK's `ZipFile` hands out streams, each with buffers in the Java heap, and lets one thread
/// read at a time. Here its central directory is read, and inflating is left to the JDK's
/// `Inflater`. Offsets are those of PKWARE's APPNOTE.TXT 6.3.10: sections 4.3.7 (local header),
/// 4.3.12 (central directory) and 4.3.16 (its end).
final class ZipArchive implements AutoCloseable {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final long LOCAL_BYTES = 30;
    private static final long ENTRY_BYTES = 46;
    private static final long END_BYTES = 22;
    private static final long MOST_COMMENT_BYTES = 0xffff;
    private static final long ZIP64_MARK = 0xffff_ffffL;
    private static final int ENCRYPTED_FLAG = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final Path path;
    private final Arena arena;
    private final MemorySegment bytes;

    private ZipArchive(Path path, Arena arena, MemorySegment bytes) {
        this.path = path;
        this.arena = arena;
        this.bytes = bytes;
    }

    static ZipArchive open(Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new ZipArchive(path, arena, bytes);
        } catch (IOException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    /// {@return the files in it, in the archive's order}
    List<TextFile.InArchive> files() throws IOException {
        long end = endOffset();
        int fileCount = Short.toUnsignedInt(bytes.get(SHORT, end + 10));
        long offset = unsigned(end + 16);
        List<TextFile.InArchive> files = new ArrayList<>(fileCount);
        for (int i = 0; i < fileCount; i++) {
            check(offset, ENTRY_BYTES, ENTRY_SIGNATURE);
            long nameBytes = Short.toUnsignedInt(bytes.get(SHORT, offset + 28));
            long extraBytes = Short.toUnsignedInt(bytes.get(SHORT, offset + 30));
            long commentBytes = Short.toUnsignedInt(bytes.get(SHORT, offset + 32));
            check(offset, ENTRY_BYTES + nameBytes, ENTRY_SIGNATURE);
            TextFile.InArchive file = file(offset, nameBytes);
            if (!file.name().endsWith("/")) {
                files.add(file);
            }
            offset += ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
        }
        return files;
    }

    private TextFile.InArchive file(long offset, long nameBytes) throws IOException {
        byte[] name = bytes.asSlice(offset + ENTRY_BYTES, nameBytes).toArray(ValueLayout.JAVA_BYTE);
        int flags = bytes.get(SHORT, offset + 8);
        int method = bytes.get(SHORT, offset + 10);
        if ((flags & ENCRYPTED_FLAG) != 0 || (method != STORED && method != DEFLATED)) {
            throw new ZipException(
                    "entry neither stored nor deflated: path=" + path + " method=" + method);
        }
        return new TextFile.InArchive(
                this,
                new String(name, StandardCharsets.UTF_8),
                unsigned(offset + 24),
                unsigned(offset + 20),
                unsigned(offset + 42),
                method == DEFLATED);
    }

    /// {@return the bytes of a file as they lie in the archive}
    MemorySegment stored(TextFile.InArchive file) throws IOException {
        long header = file.headerOffset();
        check(header, LOCAL_BYTES, LOCAL_SIGNATURE);
        long data =
                header
                        + LOCAL_BYTES
                        + Short.toUnsignedInt(bytes.get(SHORT, header + 26))
                        + Short.toUnsignedInt(bytes.get(SHORT, header + 28));
        if (file.storedBytes() > bytes.byteSize() - data) {
            throw damaged(data);
        }
        return bytes.asSlice(data, file.storedBytes());
    }

    private long endOffset() throws IOException {
        long last = bytes.byteSize() - END_BYTES;
        long first = Math.max(0, last - MOST_COMMENT_BYTES);
        for (long offset = last; offset >= first; offset--) {
            if (bytes.get(INT, offset) == END_SIGNATURE) {
                return offset;
            }
        }
        throw damaged(bytes.byteSize());
    }

    private long unsigned(long offset) throws IOException {
        long value = Integer.toUnsignedLong(bytes.get(INT, offset));
        if (value == ZIP64_MARK) {
            throw new ZipException("archive of more than 4 GiB not supported: path=" + path);
        }
        return value;
    }

    private void check(long offset, long byteCount, int signature) throws IOException {
        if (byteCount > bytes.byteSize() - offset || bytes.get(INT, offset) != signature) {
            throw damaged(offset);
        }
    }

    private ZipException damaged(long offset) {
        return new ZipException("archive damaged: path=" + path + " offset=" + offset);
    }

    @Override
    public void close() {
        arena.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
