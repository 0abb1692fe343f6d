// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

/// A container between producers and one consumer.
interface Channel {
    /// Adds an element made of a number; waits while there is no room. Called by producers.
    void push(long number);

    /// Takes elements, as many as there are, up to a limit. Called by the consumer.
    ///
    /// @return how many, 0 if there was none
    int drain(int limitCount);

    /// {@return a sum over all elements that were taken}
    long sum();
}
