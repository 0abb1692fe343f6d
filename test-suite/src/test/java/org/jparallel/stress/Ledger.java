// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What was begun and what has ended, by call: at the end they are the same.
final class Ledger {
    /// What the storm mixes.
    enum Call {
        WORK,
        NESTED,
        FAILURE,
        ERRBACK,
        MAIN_CALL,
        MAIN_CALL_AND_WAIT,
        WAIT,
        WAIT_TIMEOUT,
        AWAIT,
        TIMER,
        PERIOD,
        QUEUE,
        LIST,
        LONG_LIST,
        BOUNDED_LIST,
        ARENA,
        MAP,
        FUTURE,
        PLAIN_LOCK,
        READ,
        REPLACE,
        STOP
    }

    private final Map<Call, LongAdder> begun = new EnumMap<>(Call.class);
    private final Map<Call, LongAdder> ended = new EnumMap<>(Call.class);

    Ledger() {
        for (Call call : Call.values()) {
            begun.put(call, new LongAdder());
            ended.put(call, new LongAdder());
        }
    }

    void begins(Call call, long count) {
        begun.getOrDefault(call, new LongAdder()).add(count);
    }

    void ends(Call call) {
        ends(call, 1);
    }

    void ends(Call call, long count) {
        ended.getOrDefault(call, new LongAdder()).add(count);
    }

    /// Refuses if something was lost or happened twice.
    void settle(String when) {
        for (Call call : Call.values()) {
            long expected = begun.getOrDefault(call, new LongAdder()).sum();
            long actual = ended.getOrDefault(call, new LongAdder()).sum();
            if (expected != actual) {
                throw new AssertionError(
                        "lost or doubled: call=%s begun=%d ended=%d %s"
                                .formatted(call, expected, actual, when));
            }
        }
    }

    @Override
    public String toString() {
        return begun.toString();
    }
}
