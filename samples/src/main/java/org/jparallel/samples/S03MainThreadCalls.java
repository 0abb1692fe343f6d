// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.Map;
import java.util.TreeMap;
import org.jparallel.Async;

/// Lets contexts ask the main thread to do what only it may do.
///
/// A plain `TreeMap` belongs to the main thread. Contexts may read what it holds while nobody
/// writes, but must not write it. They have the main thread write it, without waiting; or ask it
/// for a result, and while they wait their core runs other contexts.
///
/// Prints:
///
/// ```text
/// squares: {1=1, 2=4, 3=9, 4=16, 5=25}
/// ticket numbers handed out: 5
/// the context got java.lang.IllegalStateException: sold out
/// ```
public final class S03MainThreadCalls {
    private final Map<Integer, Integer> squares = new TreeMap<>();
    private int ticketCount;
    private String refusal = "";

    private S03MainThreadCalls() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        S03MainThreadCalls office = new S03MainThreadCalls();
        try (Async async = Async.open()) {
            for (int i = 1; i <= 5; i++) {
                async.submitWork(number -> office.square(async, number), i);
            }
            async.run();
            async.submitWork(() -> office.askTooMuch(async));
            async.run();
        }
        System.out.println("squares: " + office.squares);
        System.out.println("ticket numbers handed out: " + office.ticketCount);
        System.out.println("the context got " + office.refusal);
    }

    private int square(Async async, int number) {
        int square = number * number;
        async.callFromMainThread(() -> squares.put(number, square));
        return async.callFromMainThreadAndWait(this::nextTicket);
    }

    private void askTooMuch(Async async) {
        try {
            async.callFromMainThreadAndWait(this::nextTicket);
        } catch (IllegalStateException failure) {
            async.callFromMainThread(() -> refusal = failure.toString());
        }
    }

    private int nextTicket() {
        if (ticketCount == 5) {
            throw new IllegalStateException("sold out");
        }
        return ++ticketCount;
    }
}
