// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import org.jparallel.guard.AnyThread;

/// How much one clone may take: for values that come from somebody who is not trusted, or that
/// should never be large.
///
/// ```java
/// new XList<Order>(CloneLimits.standard().withBytes(64 << 10).withElements(1_000))
/// ```
///
/// When a limit is reached, [CloneLimitException] says where; the value and the list or slot that
/// it was meant for are as before, and no byte is lost.
///
/// **Cost.** A comparison for each object that refers to others.
///
/// @param bytes the most bytes that a value may take off the heap, 1 to 2^40; default 2^40. What is
///     handed over without being copied does not count
/// @param elements the most elements that it may have, 1 to 2^28; default 2^28. An element is the
///     value itself, an element of an array of objects or of a collection, a key, a value of a map,
///     and what a record or another object holds. An array of numbers is one element
@AnyThread
public record CloneLimits(long bytes, long elements) {
    private static final long MAXIMUM_BYTES = 1L << 40;
    private static final long MAXIMUM_ELEMENTS = 1L << 28;
    private static final CloneLimits STANDARD = new CloneLimits(MAXIMUM_BYTES, MAXIMUM_ELEMENTS);

    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public CloneLimits {
        check("bytes", bytes, MAXIMUM_BYTES);
        check("elements", elements, MAXIMUM_ELEMENTS);
    }

    /// {@return the limits of clones of which nothing is said: the most that are possible}
    public static CloneLimits standard() {
        return STANDARD;
    }

    /// {@return these limits with another one}
    ///
    /// @param newBytes as in the record
    /// @throws IllegalArgumentException if it is out of its range
    public CloneLimits withBytes(long newBytes) {
        return new CloneLimits(newBytes, elements);
    }

    /// {@return these limits with another one}
    ///
    /// @param newElements as in the record
    /// @throws IllegalArgumentException if it is out of its range
    public CloneLimits withElements(long newElements) {
        return new CloneLimits(bytes, newElements);
    }

    private static void check(String name, long value, long maximum) {
        if (value < 1 || value > maximum) {
            throw new IllegalArgumentException(
                    "out of range: " + name + "=" + value + " minimum=1 maximum=" + maximum);
        }
    }
}
