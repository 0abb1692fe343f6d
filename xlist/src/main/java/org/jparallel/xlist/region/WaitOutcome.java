// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

/// How a wait at a value of a [SharedRegion] ended.
public enum WaitOutcome {
    /// Another thread woke it.
    WOKEN,

    /// The value was not as expected, and nobody waited.
    NOT_EQUAL,

    /// Nobody woke it in time.
    TIMED_OUT
}
