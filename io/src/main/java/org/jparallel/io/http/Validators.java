// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jspecify.annotations.Nullable;

/// What is known of the present state of what a path shows, for conditional requests.
///
/// @param exists whether it shows anything
/// @param entityTag its tag, or null if it has none
/// @param lastModifiedSecond when it became what it is, or [#UNKNOWN]
record Validators(boolean exists, @Nullable EntityTag entityTag, long lastModifiedSecond) {
    /// The time of a change that nobody knows.
    static final long UNKNOWN = Long.MIN_VALUE;

    /// What a path has that shows nothing.
    static final Validators ABSENT = new Validators(false, null, UNKNOWN);
}
