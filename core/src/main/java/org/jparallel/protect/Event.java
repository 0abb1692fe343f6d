// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

/// An auto-reset event, latched once.
public final class Event {
    /// Creates an event that is not signalled.
    public Event() {}
}
