// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Locale;

/// How a lock is held.
enum LockMode {
    /// Together with other readers.
    READ((byte) 0),
    /// Alone.
    WRITE((byte) 1),
    /// Alone, by a critical section.
    SECTION((byte) 2);

    private final byte code;

    LockMode(byte code) {
        this.code = code;
    }

    /// {@return a number for it, which is stored without a barrier}
    byte code() {
        return code;
    }

    /// {@return the mode of a number}
    static LockMode of(byte code) {
        return switch (code) {
            case 0 -> READ;
            case 1 -> WRITE;
            default -> SECTION;
        };
    }

    /// {@return its name, for messages}
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
