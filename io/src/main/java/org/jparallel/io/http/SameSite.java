// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.guard.AnyThread;

/// With which requests a browser sends a cookie back.
@AnyThread
public enum SameSite {
    /// What the browser takes for granted: the attribute is not sent.
    UNSPECIFIED(""),
    /// With requests from the same site alone.
    STRICT("; SameSite=Strict"),
    /// With those, and when the user follows a link from elsewhere.
    LAX("; SameSite=Lax"),
    /// With all requests; browsers take it from secure cookies alone.
    NONE("; SameSite=None");

    private final String attribute;

    SameSite(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }
}
