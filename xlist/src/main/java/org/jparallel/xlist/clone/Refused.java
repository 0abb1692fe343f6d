// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// Stands for a class whose values cannot be cloned.
///
/// @param reason why, if the class alone does not say it, else empty
/// @param cause what the JDK said, or null
record Refused(String reason, @Nullable Throwable cause) implements Codec {
    static final Refused UNKNOWN = new Refused("", null);

    @Override
    public int tag() {
        return FrameLayout.NULL;
    }
}
