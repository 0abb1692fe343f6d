// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jparallel.xlist.heap.AddressWaits;
import org.jparallel.xlist.heap.AddressWaits.Ending;

/// One value of a shared region, and what it must be for somebody to wait there.
///
/// @param waits where they wait
/// @param offsetBytes where the value lies
/// @param isExpected looks whether it is as expected
record ValueWaits(AddressWaits waits, long offsetBytes, BooleanSupplier isExpected) {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    /// {@return waits at an int}
    static ValueWaits atInt(
            AddressWaits waits, MemorySegment segment, long offsetBytes, int expected) {
        checkPlace(segment.byteSize(), offsetBytes, Integer.BYTES);
        return new ValueWaits(
                waits,
                offsetBytes,
                () -> (int) INT.getVolatile(segment, offsetBytes) == expected);
    }

    /// {@return waits at a long}
    static ValueWaits atLong(
            AddressWaits waits, MemorySegment segment, long offsetBytes, long expected) {
        checkPlace(segment.byteSize(), offsetBytes, Long.BYTES);
        return new ValueWaits(
                waits,
                offsetBytes,
                () -> (long) LONG.getVolatile(segment, offsetBytes) == expected);
    }

    static void checkPlace(long byteSize, long offsetBytes, int byteCount) {
        if (offsetBytes < 0 || offsetBytes > byteSize - byteCount) {
            throw new IndexOutOfBoundsException(
                    "outside of the shared region: offsetBytes="
                            + offsetBytes
                            + " byteSize="
                            + byteSize);
        }
        if (offsetBytes % byteCount != 0) {
            throw new IllegalArgumentException(
                    "not aligned: offsetBytes=" + offsetBytes + " alignmentBytes=" + byteCount);
        }
    }

    WaitOutcome await(Duration timeout) {
        return outcome(waits.await(offsetBytes, isExpected, nanos(timeout)));
    }

    CompletionStage<WaitOutcome> awaitAsync(Duration timeout) {
        return waits.awaitAsync(offsetBytes, isExpected, nanos(timeout), ValueWaits::outcome);
    }

    /// {@return the nanoseconds of a timeout; what is too long for them is for ever}
    private static long nanos(Duration timeout) {
        return TimeUnit.NANOSECONDS.convert(timeout);
    }

    private static WaitOutcome outcome(Ending ending) {
        return switch (ending) {
            case WOKEN -> WaitOutcome.WOKEN;
            case NOT_EQUAL -> WaitOutcome.NOT_EQUAL;
            case TIMED_OUT -> WaitOutcome.TIMED_OUT;
        };
    }
}
