// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

/// How a wait at a value of a [SharedRegion] ended.
public enum WaitOutcome {
    /// Another thread woke this one.
    WOKEN,

    /// The value was not as expected, and the thread did not wait.
    NOT_EQUAL,

    /// Nobody woke it in time.
    TIMED_OUT
}
