// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// What was made of a payload while a frame is read.
interface Made {
    /// Uses up a payload of which nothing was made.
    Made NOTHING = () -> false;

    /// Takes the hold on the payload back, should the rest of the frame fail.
    ///
    /// @return whether the hold is the frame's again; if not, it was given up
    boolean withdraw();

    /// Leaves it to whichever thread uses it first, when the frame was read for another.
    default void letGo() {}
}
