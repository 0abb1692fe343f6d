// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

/// The first eight bytes of a frame, drawn:
///
/// ```
///  63                                        2 1  0
/// +-------------------------------------------+----+
/// | payload bytes                             |kind|   0: claimed, not yet published
/// +-------------------------------------------+----+   1: an element, 2: void, skipped by readers
/// | payload, padded to a multiple of 8 with zeros  |
/// +------------------------------------------------+
/// ```
final class FrameHeader {
    /// The bytes of a header; the payload follows.
    static final long BYTES = Long.BYTES;

    private static final int KIND_BITS = 2;
    private static final long KIND_MASK = (1 << KIND_BITS) - 1;
    private static final long ELEMENT_KIND = 1;
    private static final long VOID_KIND = 2;

    private FrameHeader() {}

    static long element(long payloadBytes) {
        return (payloadBytes << KIND_BITS) | ELEMENT_KIND;
    }

    static long nothing(long payloadBytes) {
        return (payloadBytes << KIND_BITS) | VOID_KIND;
    }

    static boolean isElement(long header) {
        return (header & KIND_MASK) == ELEMENT_KIND;
    }

    static long payloadBytes(long header) {
        return header >>> KIND_BITS;
    }

    /// {@return the bytes of a frame with that payload}
    static long frameBytes(long payloadBytes) {
        return BYTES + ((payloadBytes + Long.BYTES - 1) & -Long.BYTES);
    }
}
