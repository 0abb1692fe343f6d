// SPDX-License-Identifier: Apache-2.0
package org.jparallel.context;

/// Where a parallel thread stands.
///
/// ```text
///            begins              waits
///   IDLE ◄──────────► RUNNING ◄────────► WAITING
///            idles       ▲      goes on
///                        │ held, resumed
///                        ▼
///                     STOPPED
/// ```
///
/// A thread that comes from [#IDLE] or [#WAITING] while the world is stopped passes through
/// [#RUNNING] into [#STOPPED] without running anything of a user in between.
enum SafePointState {
    /// In a context, or about to begin one.
    RUNNING,
    /// In a context that waits; it may hold on to what it has read.
    WAITING,
    /// Between two contexts, parked or waiting for the next item: nothing was read that is still
    /// used.
    IDLE,
    /// Held at a safe point until the world goes on.
    STOPPED
}
