// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.guard.AnyThread;

/// Inside of the module: something cannot be frozen.
@AnyThread
public final class UnshareablePart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ShareRefusal refusal;

    UnshareablePart(ShareRefusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    /// {@return what it is}
    public ShareRefusal refusal() {
        return refusal;
    }
}
