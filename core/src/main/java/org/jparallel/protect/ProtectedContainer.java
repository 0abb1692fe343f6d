// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import org.jparallel.guard.AnyThread;

/// A container of the main thread into which contexts may write. It is protected from birth, and
/// for its life.
///
/// **Who may write what.** The main thread may do everything. A context may set a slot that is new,
/// that holds null, or that it has set itself; what another context or the main thread has stored
/// it can neither overwrite nor delete nor move ([AssignmentException], and the container is as it
/// was). When a context has ended, what it has stored is the main thread's to change. No other
/// thread writes (`WrongThreadException`), every thread reads.
///
/// **Locks.** Functions that are given to a container, and the `equals` of keys and values, run
/// under the lock of the slots that they are about, one writer at a time. From in there single
/// slots may be read, and the size of a list; what writes or reads several slots at one moment, of
/// this or any other container, is refused with `IllegalStateException`, whether or not it would
/// have to wait just now: two such functions could wait for each other. They should be short: a
/// writer who waits for them frees its core, and the main thread serves its calls meanwhile. If it
/// is interrupted then it gets a [org.jparallel.context.WaitInterruptedException], and the
/// container is as it was.
///
/// **As a whole** a container is locked, waited for and signalled as every [Protected] object. That
/// lock is one more: the calls of the container neither need it nor wait for it.
@AnyThread
public sealed interface ProtectedContainer extends Protected
        permits ProtectedMap, ProtectedList, ProtectedObject {
    /// {@return how often reads have met writers}
    ReadStatistics readStatistics();
}
