// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jparallel.guard.AnyThread;

/// A collection whose contents lie in memory that the caller's allocator handed out: a context, a
/// JDK `Arena`, or the Java heap.
///
/// **Memory.** A collection of a context dies with the context, or with the rewind behind its mark:
/// every later look at its contents throws the JDK's `IllegalStateException`. Growing allocates
/// twice as much anew and leaves the old memory to the arena, which so has given less than twice
/// what the collection takes now. A growth that fails ([ArenaExhaustedException],
/// `OutOfMemoryError`) leaves the collection exactly as it was. The allocator's memory need not be
/// zeroed.
///
/// **Threads.** Whoever may touch the allocator's memory: a collection of a context belongs to that
/// context's thread, and another one gets the JDK's `WrongThreadException`. No collection is safe
/// for two writers, or for a writer and a reader, at the same time.
///
/// **The flat form**, in which a collection travels: position-independent, little-endian,
/// unaligned, and holding neither hashes nor capacities. All of them begin alike:
///
/// ```text
///   byte  0        8        16
///        +--------+--------+------------------------+
///        |  kind  | count  | contents               |
///        +--------+--------+------------------------+
///   kind  what
///   1     ByteString        count bytes
///   2     ByteBuilder       count bytes
///   3     LongList          count longs of 8 bytes
///   4     ByteStringCounts  count entries, each: count (8), key length (4), the key's bytes
/// ```
///
/// What [#decode(MemorySegment)] makes of it outlives every arena, belongs to no thread and is
/// freed by the garbage collector, and so serves the main thread, which has no context. It lies in
/// the Java heap; only a map lies off-heap, in a JDK `Arena.ofAuto()`: code that counts would be
/// compiled for both kinds of memory if it met both, and be slower on each.
@AnyThread
public sealed interface ArenaCollection
        permits ByteString, ByteBuilder, LongList, ByteStringCounts {
    /// {@return the size of the flat form in bytes}
    long encodedBytes();

    /// Writes the flat form.
    ///
    /// @param target at least [#encodedBytes] long; written from its first byte
    /// @return how many bytes were written: [#encodedBytes]
    /// @throws IllegalArgumentException if the target is too small; nothing is written then
    long encodeTo(MemorySegment target);

    /// {@return the flat form, in new memory of exactly its size}
    /// @param allocator gives that memory
    default MemorySegment encoded(SegmentAllocator allocator) {
        MemorySegment target = allocator.allocate(encodedBytes(), Long.BYTES);
        encodeTo(target);
        return target;
    }

    /// Rebuilds a collection for any thread and for good.
    ///
    /// @param encoded a flat form; bytes behind it are ignored, and it may die afterwards
    /// @return a new collection of the same kind with the same contents
    /// @throws IllegalArgumentException if it is no flat form
    static ArenaCollection decode(MemorySegment encoded) {
        boolean isMap = FlatForm.kind(encoded) == FlatForm.COUNTS;
        return decode(encoded, isMap ? Arena.ofAuto() : JavaHeap.ALLOCATOR);
    }

    /// Rebuilds a collection.
    ///
    /// @param encoded a flat form; bytes behind it are ignored, and it may die afterwards
    /// @param allocator gives the memory
    /// @return a new collection of the same kind with the same contents
    /// @throws IllegalArgumentException if it is no flat form
    static ArenaCollection decode(MemorySegment encoded, SegmentAllocator allocator) {
        return switch ((int) FlatForm.kind(encoded)) {
            case FlatForm.BYTE_STRING -> ByteString.decode(encoded, allocator);
            case FlatForm.BYTE_BUILDER -> ByteBuilder.decode(encoded, allocator);
            case FlatForm.LONG_LIST -> LongList.decode(encoded, allocator);
            case FlatForm.COUNTS -> ByteStringCounts.decode(encoded, allocator);
            default -> throw FlatForm.malformed("kind", FlatForm.kind(encoded));
        };
    }
}
