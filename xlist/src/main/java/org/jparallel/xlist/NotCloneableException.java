// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AsyncException;
import org.jparallel.xlist.clone.CloneRefusal;

/// Thrown when a value cannot be cloned; the list or slot that it was meant for is as before.
public final class NotCloneableException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String type;

    /// Names the value and its class.
    ///
    /// @param path where in the value, such as `root.orders[3].lock`
    /// @param type the class that cannot be cloned
    public NotCloneableException(String path, String type) {
        super(path + ": " + type);
        this.path = path;
        this.type = type;
    }

    NotCloneableException(CloneRefusal refusal) {
        super(String.valueOf(refusal.getMessage()), refusal.getCause());
        path = refusal.path();
        type = refusal.type();
    }

    /// {@return where in the value, such as `root.orders[3].lock`}
    public String path() {
        return path;
    }

    /// {@return the class that cannot be cloned}
    public String type() {
        return type;
    }
}
