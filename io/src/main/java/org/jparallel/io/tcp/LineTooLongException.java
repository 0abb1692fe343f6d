// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import org.jparallel.guard.AsyncException;

/// A line had more bytes than the settings of its connection allow. What belongs to the line is
/// thrown away, up to its end.
public final class LineTooLongException extends AsyncException {
    private static final long serialVersionUID = 1L;

    LineTooLongException(int limitBytes) {
        super("line too long: limitBytes=" + limitBytes);
    }
}
