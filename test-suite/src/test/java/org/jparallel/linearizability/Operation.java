// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

/// One call that a process made, and what came of it.
///
/// @param process who called, from 0
/// @param name what was called
/// @param input its argument or arguments, a string if there is none
/// @param output what it returned, `"null"` for nothing, or the name of what it threw
/// @param began the time of the call, on a clock that all processes share
/// @param ended the time of the return
record Operation(
        int process, String name, Object input, Object output, long began, long ended) {
    /// {@return whether this one had returned before the other was called}
    ///
    /// @param other the other
    boolean precedes(Operation other) {
        return ended < other.began;
    }

    @Override
    public String toString() {
        return "%d: %s(%s) = %s [%d, %d]".formatted(process, name, input, output, began, ended);
    }
}
