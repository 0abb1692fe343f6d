// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Takes down what processes do to one container, with one clock for all.
final class Recorder {
    private final int processCount;
    private final AtomicInteger readyCount = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong();
    private final List<Operation> operations = Collections.synchronizedList(new ArrayList<>());

    Recorder(int processCount) {
        this.processCount = processCount;
    }

    /// Waits until all processes are here.
    void awaitAll() {
        readyCount.incrementAndGet();
        while (readyCount.get() < processCount) {
            Thread.onSpinWait();
        }
    }

    /// Makes a call and takes it down. What it throws is its output: the name of the exception.
    void record(int process, String name, Object input, Callable<?> call) {
        long began = clock.incrementAndGet();
        Object output;
        try {
            output = Objects.requireNonNullElse(call.call(), "null");
        } catch (Exception thrown) {
            output = thrown.getClass().getSimpleName();
        }
        long ended = clock.incrementAndGet();
        operations.add(new Operation(process, name, input, output, began, ended));
    }

    /// {@return what was taken down, in the order of the calls}
    List<Operation> history() {
        return operations.stream()
                .sorted((one, other) -> Long.compare(one.began(), other.began()))
                .toList();
    }
}
