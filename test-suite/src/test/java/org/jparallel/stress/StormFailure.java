// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

/// Thrown on purpose.
final class StormFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StormFailure() {
        super("on purpose");
    }
}
