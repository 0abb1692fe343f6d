// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;

/// The door of regions that can be transferred.
///
/// @param <R> the class of the regions
/// @param <M> what holds their memory
@AnyThread
public interface MovingDoor<R, M extends Payload> extends RegionDoor<R, M> {
    /// Takes the memory away from a region without objection.
    ///
    /// @param region of this thread, without memory from now on
    /// @return the memory, held by the caller
    /// @throws IllegalStateException if native code works on a segment of it; nothing has changed
    M detach(R region);

    /// Gives its memory back to a region from which it was taken.
    ///
    /// @param region of this thread
    /// @param memory what [#detach] returned
    void reattach(R region, M memory);
}
