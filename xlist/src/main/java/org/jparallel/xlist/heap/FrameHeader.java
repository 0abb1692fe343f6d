// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

/// The first eight bytes of a frame, drawn:
///
/// ```
///  63                                        2 1  0
/// +-------------------------------------------+----+
/// | payload bytes                             |kind|   0: claimed, not yet published
/// +-------------------------------------------+----+   1: an element, 2: void, skipped by readers
/// | payload, padded to a multiple of 8 with zeros  |   3: an element whose payload begins with
/// +------------------------------------------------+      the key of its attachments
/// ```
final class FrameHeader {
    /// The bytes of a header; the payload follows.
    static final long BYTES = Long.BYTES;

    /// A frame without attachments has this key, and no other does.
    static final long NO_KEY = 0;

    private static final int KIND_BITS = 2;
    private static final long KIND_MASK = (1 << KIND_BITS) - 1;
    private static final long ELEMENT_KIND = 1;
    private static final long VOID_KIND = 2;
    private static final long ATTACHED_KIND = 3;

    private FrameHeader() {}

    static long element(long payloadBytes) {
        return (payloadBytes << KIND_BITS) | ELEMENT_KIND;
    }

    /// {@return the header of an element with attachments, whose key counts as payload}
    static long attached(long payloadBytes) {
        return (payloadBytes << KIND_BITS) | ATTACHED_KIND;
    }

    static long nothing(long payloadBytes) {
        return (payloadBytes << KIND_BITS) | VOID_KIND;
    }

    static boolean isElement(long header) {
        return (header & ELEMENT_KIND) != 0;
    }

    static boolean isAttached(long header) {
        return (header & KIND_MASK) == ATTACHED_KIND;
    }

    /// {@return the key of a frame's attachments, or [#NO_KEY]}
    static long key(long frame) {
        return isAttached(RawMemory.read(frame)) ? RawMemory.read(frame + BYTES) : NO_KEY;
    }

    static long payloadBytes(long header) {
        return header >>> KIND_BITS;
    }

    /// {@return the bytes of a frame with that payload}
    static long frameBytes(long payloadBytes) {
        return BYTES + ((payloadBytes + Long.BYTES - 1) & -Long.BYTES);
    }
}
