// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;

/// Which objects a reader cannot build before another one, around them, is built: they refer to it,
/// through something that is filled. Each has the innermost that it waits for, by its number.
///
/// ```
/// record a ──> list b ──> record c ──> a          c waits for a
///    └───────────────────────────────> c          a would wait for c: refused
/// ```
///
/// Only one is remembered of each. Where an object waits for several, and the innermost of them is
/// finished first, a cycle through another is found by the reader instead.
///
/// **Threads.** One.
final class WriteWaits {
    /// The most objects for which there is room between two values.
    private static final int KEPT_COUNT = 1 << 10;

    private static final int NOTHING = -1;

    private final IdentityTable identities;

    /// The number of what is waited for, and one; 0 if nothing is.
    private int[] numbers = {};

    WriteWaits(IdentityTable identities) {
        this.identities = identities;
    }

    /// {@return for which unfinished object one waits, or -1; through finished ones, too}
    int of(int number) {
        int each = number;
        while (each < numbers.length) {
            int awaited = numbers[each] - 1;
            if (awaited < 0 || !identities.isWritten(awaited)) {
                return awaited;
            }
            // It waits for what that waits for: shorter ways for those that ask later.
            numbers[each] = awaited < numbers.length ? numbers[awaited] : 0;
            each = awaited;
        }
        return NOTHING;
    }

    /// Lets an object wait for another one.
    void add(int number, int awaited) {
        if (number >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, number + 1));
        }
        numbers[number] = Math.max(numbers[number], awaited + 1);
    }

    void clear() {
        if (numbers.length > KEPT_COUNT) {
            numbers = new int[0];
        } else {
            Arrays.fill(numbers, 0);
        }
    }
}
