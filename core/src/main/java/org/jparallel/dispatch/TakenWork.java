// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import org.jspecify.annotations.Nullable;

/// A work that a thread has taken out of the ring and runs; used by that thread alone, over and
/// over.
final class TakenWork {
    @Nullable Object function;
    @Nullable Object argument;
    @Nullable Object callback;
    @Nullable Object errback;

    void clear() {
        function = null;
        argument = null;
        callback = null;
        errback = null;
    }
}
