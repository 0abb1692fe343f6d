// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Locale;

/// How a lock is held.
enum LockMode {
    /// Together with other readers.
    READ,
    /// Alone.
    WRITE,
    /// Alone, by a critical section.
    SECTION;

    /// {@return its name, for messages}
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
