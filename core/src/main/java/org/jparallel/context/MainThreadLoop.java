// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

import org.jparallel.guard.MainThread;

/// What a main thread does while it waits: it goes on serving its contexts.
@MainThread
public interface MainThreadLoop {
    /// Runs the main-thread calls that wait now and what is due. Whoever adds a call unparks the
    /// main thread.
    ///
    /// @return the nanoseconds until something is due, [Blocking#FOREVER] if nothing is; not above
    ///     0: now
    long serve();
}
