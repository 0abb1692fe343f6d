// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jspecify.annotations.Nullable;

/// What each thread holds.
final class ThreadHolds {
    static final ThreadLocal<@Nullable Holds> HOLDS = new ThreadLocal<>();

    private ThreadHolds() {}
}
