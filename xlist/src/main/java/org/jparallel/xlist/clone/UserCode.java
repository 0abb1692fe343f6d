// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// What code of the user throws.
final class UserCode {
    private UserCode() {}

    /// Throws the very exception that code of the user threw, checked or not.
    @SuppressWarnings("unchecked") // erased: throws as it is
    static <E extends Throwable> RuntimeException passOn(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
