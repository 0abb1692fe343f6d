// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.util.List;
import java.util.stream.Collectors;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.AsyncException;

/// Thrown when a work has something with it that can neither be shared nor cloned.
@AnyThread
public final class NotIsolatedException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private final transient List<Capture> refused;

    /// Names what is refused.
    ///
    /// @param work the class of the work
    /// @param refused what it has with it
    public NotIsolatedException(String work, List<Capture> refused) {
        super(
                "work is not isolated: work="
                        + work
                        + refused.stream()
                                .map(capture -> " " + capture.name() + "=" + capture.objection())
                                .collect(Collectors.joining()));
        this.refused = List.copyOf(refused);
    }

    /// {@return what it has with it and is refused}
    public List<Capture> refused() {
        return refused;
    }
}
