// SPDX-License-Identifier: Apache-2.0
package org.jparallel.guard;

/// An object that any thread may use, and that is its place rather than its contents: a list, an
/// event. Inside of a message it is not cloned; what comes out is the very same object.
///
/// The runtime's own containers and events are such. A class of a user that says so is believed:
/// it must be safe for any thread, whatever it refers to.
@AnyThread
public interface PassedByReference {}
