// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import org.jparallel.guard.AsyncException;

/// Thrown when the clone of a value would pass its [CloneLimits]. Nothing was cloned; the value,
/// and the list or slot that it was meant for, are as before.
public final class CloneLimitException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /// Names where the limit was reached.
    ///
    /// @param path where in the value, such as `root.orders[3]`
    /// @param limit which limit, such as `limitBytes=65536`
    public CloneLimitException(String path, String limit) {
        super("clone too large: path=" + path + " " + limit);
        this.path = path;
    }

    /// {@return where in the value, such as `root.orders[3]`}
    public String path() {
        return path;
    }
}
