// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.MainThread;

/// What a main thread does while it waits: it goes on serving its contexts.
@MainThread
public interface MainThreadLoop {
    /// Runs the main-thread calls that wait now. Whoever adds one unparks the main thread.
    void serve();
}
