// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.clone.ShareRefusal;

/// What hinders threads from having the very same object.
///
/// @param path where it is, such as `root.orders[3].lines`
/// @param type its class
/// @param reason why it cannot be shared
@AnyThread
public record Unshareable(String path, String type, String reason) {
    static Unshareable of(ShareRefusal refusal) {
        return new Unshareable(refusal.path(), refusal.type(), refusal.reason());
    }

    @Override
    public String toString() {
        return path + ": " + type + " (" + reason + ")";
    }
}
