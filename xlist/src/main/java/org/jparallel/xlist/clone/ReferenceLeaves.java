// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.PassedByReference;

/// What a frame carries by reference: its bytes hold an index into the [Attachments].
final class ReferenceLeaves {
    /// An object that stays the very same.
    static final Leaf<PassedByReference> HANDLE =
            Leaf.ofObject(
                    FrameLayout.HANDLE,
                    PassedByReference.class,
                    (value, output) -> output.putCount(output.attachments().attach(value)),
                    FrameInput::takeHandle);

    private ReferenceLeaves() {}
}
