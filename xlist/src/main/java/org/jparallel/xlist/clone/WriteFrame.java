// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// An object whose parts are being written; reused for others.
///
/// **Threads.** One.
final class WriteFrame {
    Object value = this;
    @Nullable Branch branch;

    /// Who refers to it, and as which part.
    @Nullable WriteFrame parent;

    int partIndex;

    /// Its number in the [IdentityTable].
    int number;

    /// Its parts in the [PartStack].
    int from;

    int next;
    int end;

    Branch branch() {
        assert branch != null : "frame without a branch";
        return branch;
    }

    /// Forgets the objects.
    void clear() {
        value = this;
        branch = null;
        parent = null;
    }
}
