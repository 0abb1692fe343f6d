// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The positions of the ring that a thread has claimed and not yet looked at.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `next` | its thread | release | thieves | acquire |
/// | `end` | its thread | release | thieves | acquire |
///
/// A thief may see `next` and `end` of two different claims. That costs it a look at slots that
/// [WorkRing#take] refuses, nothing else.
final class WorkBatch {
    private static final VarHandle NEXT;
    private static final VarHandle END;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(WorkBatch.class, "next", long.class);
            END = lookup.findVarHandle(WorkBatch.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long next;
    private long end;

    void claimed(long from, long to) {
        // Both pair with the acquires in next() and end(): hints for thieves.
        NEXT.setRelease(this, from);
        END.setRelease(this, to);
    }

    /// Called by its thread alone.
    boolean hasNext() {
        return next < end;
    }

    /// Called by its thread alone.
    long advance() {
        long position = next;
        // Pairs with the acquire in next().
        NEXT.setRelease(this, position + 1);
        return position;
    }

    /// {@return the first position that its thread has not looked at; for thieves}
    long next() {
        return (long) NEXT.getAcquire(this);
    }

    /// {@return the position after the last one; for thieves}
    long end() {
        return (long) END.getAcquire(this);
    }
}
