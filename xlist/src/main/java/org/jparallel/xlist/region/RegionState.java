// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

/// Whether a region has its memory.
///
/// | From | To | By |
/// |---|---|---|
/// | `ATTACHED` | `DETACHED` | a transfer |
/// | `ATTACHED` | `CLOSED` | `close()` |
/// | `DETACHED` | `ATTACHED` | a transfer that failed after it had begun |
enum RegionState {
    /// It has, and can be used.
    ATTACHED,

    /// It was transferred.
    DETACHED,

    /// Its memory was freed.
    CLOSED
}
