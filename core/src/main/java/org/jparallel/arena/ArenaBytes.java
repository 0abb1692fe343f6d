// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import javax.crypto.Cipher;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesMethodReaderBuilder;
import net.openhft.chronicle.bytes.BytesOut;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.MethodReader;
import net.openhft.chronicle.bytes.ReadBytesMarshallable;
import net.openhft.chronicle.bytes.algo.BytesStoreHash;
import org.jspecify.annotations.Nullable;

/// A Chronicle `Bytes` over arena memory that cannot touch anything else.
///
/// Chronicle's own implementations reach native memory through raw addresses and trust limits that
/// a caller may move: an 8-byte write across the end lands in a neighbour's memory. Here:
///
/// 1. Every access goes through one [MemorySegment] of exactly the capacity, so the JDK itself
///    refuses what lies outside, what has ended and what belongs to another thread.
/// 2. Before that, every access is held against the write limit, and every cursor stays within
///    `0 <= readPosition <= writePosition <= writeLimit <= capacity`. Reads at an offset see what
///    lies below the write limit, reads in sequence what lies below the write position.
/// 3. No method gives an address away or takes one, and Chronicle's shortcuts are closed: these
///    bytes are no direct memory and no instance of the classes that have shortcuts.
/// 4. Nothing here needs `sun.misc.Unsafe`: those of Chronicle's text methods that do are written
///    anew. So a user needs no JVM option for it, and no thread, cleaner or leak report comes to
///    life.
///
/// Rejected: `VanillaBytes` over a store of our own. It starts a thread, counts references with
/// `Unsafe`, warns on stderr, lets its store be exchanged, and reads past the end when lenient.
///
/// The classes below divide the work: [BytesLifetime] holds the memory and its limits,
/// [SegmentBytes] access at an offset, [StreamBytes] the cursors, [TextBytes] text.
///
/// **Threads.** That of the arena alone; any other gets a [WrongThreadException].
///
/// **Memory.** The arena's. After its end or a rewind each access is an [IllegalStateException].
final class ArenaBytes extends TextBytes {
    /// @param memory what to write to and read from, wholly
    ArenaBytes(MemorySegment memory) {
        super(memory);
    }

    private static ArenaBytes filled(MemorySegment memory) {
        ArenaBytes view = new ArenaBytes(memory);
        view.writePosition(memory.byteSize());
        return view;
    }

    /// {@return the readable bytes as a view of the same memory, from offset 0}
    @Override
    public Bytes<Void> bytesForRead() {
        return subBytes(readPosition(), readRemaining());
    }

    /// {@return a view of the same memory with the same cursors and limit}
    @Override
    public Bytes<Void> bytesForWrite() {
        ArenaBytes view = new ArenaBytes(live());
        view.writeLimit(writeLimit()).writePosition(writePosition()).readPosition(readPosition());
        return view;
    }

    /// {@return a view of these bytes, readable from offset 0}
    ///
    /// @param offset the first byte
    /// @param length how many
    @Override
    public Bytes<Void> subBytes(long offset, long length) {
        return filled(readable(offset, length).asSlice(offset, length));
    }

    /// {@return a copy of the readable bytes on the Java heap, which lives on its own}
    @Override
    public BytesStore<Bytes<Void>, Void> copy() {
        return filled(MemorySegment.ofArray(toByteArray()));
    }

    @Override
    public byte[] toByteArray() {
        byte[] bytes = new byte[Math.toIntExact(readRemaining())];
        copyTo(bytes);
        return bytes;
    }

    @Override
    public int copyTo(ByteBuffer target) {
        int length = (int) Math.min(target.remaining(), readRemaining());
        MemorySegment memory = readable(readPosition(), length);
        MemorySegment.copy(memory, readPosition(), MemorySegment.ofBuffer(target), 0, length);
        return length;
    }

    @Override
    public void cipher(Cipher cipher, Bytes<?> target) {
        throw new UnsupportedOperationException(
                "arena bytes hand no buffer to a cipher: use toByteArray and Cipher.doFinal");
    }

    @Override
    public void cipher(Cipher cipher, Bytes<?> target, ByteBuffer first, ByteBuffer second) {
        cipher(cipher, target);
    }

    @Override
    public boolean lenient() {
        return false;
    }

    @Override
    public void lenient(boolean lenient) {
        if (lenient) {
            throw new UnsupportedOperationException("arena bytes refuse every read past the end");
        }
    }

    @Override
    public void readWithLength(long length, BytesOut<?> target) {
        target.write(subBytes(readPosition(), requireReadable(length)));
        readSkip(length);
    }

    @Override
    public <T extends ReadBytesMarshallable> T readMarshallableLength16(
            Class<T> type, @Nullable T using) {
        T target = using == null ? create(type) : using;
        long length = requireReadable(readUnsignedShort());
        target.readMarshallable(subBytes(readPosition(), length));
        readSkip(length);
        return target;
    }

    @Override
    public <T> T readObject(Class<T> type) {
        if (!BytesMarshallable.class.isAssignableFrom(type)) {
            return super.readObject(type);
        }
        T target = create(type);
        ((BytesMarshallable) target).readMarshallable(this);
        return target;
    }

    private static <T> T create(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | InaccessibleObjectException failure) {
            throw new IllegalArgumentException(
                    "cannot create what is to be read: type=" + type.getName(), failure);
        }
    }

    @Override
    public MethodReader bytesMethodReader(Object... targets) {
        throw calls();
    }

    @Override
    public BytesMethodReaderBuilder bytesMethodReaderBuilder() {
        throw calls();
    }

    @Override
    public <T> T bytesMethodWriter(Class<T> type, Class<?>... more) {
        throw calls();
    }

    private static UnsupportedOperationException calls() {
        return new UnsupportedOperationException(
                "arena bytes carry no method calls: Chronicle opens JDK internals for them");
    }

    @Override
    public BigInteger readBigInteger() {
        byte[] bytes = new byte[Math.toIntExact(requireReadable(readStopBit()))];
        read(bytes);
        return new BigInteger(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BytesStore<?, ?> store && contentEquals(store);
    }

    @Override
    public int hashCode() {
        return BytesStoreHash.hash32(this);
    }
}
