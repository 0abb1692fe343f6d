// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import org.jparallel.guard.AnyThread;

/// What structured clone may do with a region, and its users may not.
///
/// The package of the regions is exported, and the clone is another package: neither can see what
/// the other keeps to itself. So the regions put this door up here, where no user comes.
///
/// @param <R> the class of the regions
/// @param <M> what holds their memory
@AnyThread
public interface RegionDoor<R, M extends Payload> {
    /// {@return why this thread may not copy or transfer it now; empty if it may}
    ///
    /// @param region of any thread
    String objection(R region);

    /// {@return the memory of a region without objection, which stays the region's}
    ///
    /// @param region of this thread
    M memory(R region);

    /// {@return a new region; it belongs to the first thread that uses it}
    ///
    /// @param memory held by the region from now on
    R adopt(M memory);

    /// Lets a region go that was made on this thread for another: from now on it belongs to the
    /// first thread that uses it. The segments that user's code took from it meanwhile die.
    ///
    /// @param region made by [#adopt] on this thread
    void letGo(R region);

    /// Takes the memory away from a region that nobody should have got.
    ///
    /// @param region made by [#adopt] on this thread
    /// @return whether the hold on its memory is the caller's again; if not, it was given up
    boolean withdraw(R region);
}
