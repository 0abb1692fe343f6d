// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Objects;
import org.jparallel.context.Blocking;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A piece of code that has one or two protected objects to itself, and cannot deadlock with
/// others, in whatever order these name their objects and however they are nested.
///
/// ```java
/// try (CriticalSection section = CriticalSection.enter(from, to)) {
///     to.value().addAll(from.value());
///     from.value().clear();
/// }
/// ```
///
/// **Suspended while it must wait.** Before its thread waits in any way this library knows of (for
/// the lock of a section or another lock, an event, an element, a future, the main thread, inside
/// of `Blocking.call`) the locks of all its sections are released, and those of the innermost are
/// taken back before it goes on; those of an outer one when it becomes the innermost. So what a
/// section saw before a wait may have changed after it: [#suspendedCount()] tells. A section that
/// neither waits nor enters another one is atomic.
///
/// **Nested.** An inner section may name objects of an outer one; while the outer one is not
/// suspended they are simply shared.
///
/// **Threads.** Any; it is closed by the thread that entered it, innermost first.
///
/// **Locks** that were taken by [Protected#readLock()] or [Protected#writeLock()] are not
/// suspended. Sections exclude these, and whoever holds one while it enters a section must think
/// about order as with any two locks.
///
/// Why it cannot deadlock:
///
/// 1. A thread that waits holds no lock of a section: those of its sections are released first
///    ([HeldLocks#waitBegins()]), and of the two locks of a new section it holds none while it
///    waits for either.
/// 2. So whoever has the lock of a section runs, and releases it at its next wait or its end.
///
/// Two locks are taken by trying: wait for the one that could not be had, try the other, and let go
/// if that fails. Two threads might do so in step for ever, though each of them waits for a lock
/// that is really held at that time; it is the "smart and polite" way of C++'s `std::lock` (Howard
/// Hinnant, *Dining Philosophers Rebooted*), where ordering the locks was measured to be slower. It
/// needs no order, which here would mean to hold the first lock in a wait, against 1.
///
/// The idea of sections that are suspended is that of free-threaded CPython (PEP 703,
/// `Py_BEGIN_CRITICAL_SECTION2`).
///
/// All fields belong to the thread that entered it.
@AnyThread
public final class CriticalSection implements AutoCloseable {
    private final HeldLocks held;
    private final Thread thread = Thread.currentThread();
    private final Protection first;
    private final @Nullable Protection second;
    private final @Nullable CriticalSection outer;
    private final int waitDepth;

    /// Whether this section, and not an outer one, holds the lock.
    private boolean holdsFirst;

    private boolean holdsSecond;

    /// Whether all its locks are held, by itself or by outer sections.
    private boolean active;

    private boolean closed;
    private long suspendedCount;

    private CriticalSection(HeldLocks held, Protection first, @Nullable Protection second) {
        this.held = held;
        this.first = first;
        this.second = second == first ? null : second;
        outer = held.innermost();
        waitDepth = held.waitDepth();
    }

    /// Enters a section; waits until it has the object to itself.
    ///
    /// @param object what it has to itself
    /// @return the section, to be closed
    /// @throws ProtectionException if the object is not protected any more
    /// @throws IllegalStateException if this thread holds its read or write lock
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the section is not entered then, and outer ones are as before
    public static CriticalSection enter(Protected object) {
        Objects.requireNonNull(object, "object");
        return entered(object.protection(), null);
    }

    /// Enters a section; waits until it has both objects to itself.
    ///
    /// @param first what it has to itself
    /// @param second and what else; may be the same
    /// @return the section, to be closed
    /// @throws ProtectionException if an object is not protected any more
    /// @throws IllegalStateException if this thread holds the read or write lock of one
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the section is not entered then, and outer ones are as before
    public static CriticalSection enter(Protected first, Protected second) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        return entered(first.protection(), second.protection());
    }

    private static CriticalSection entered(Protection first, @Nullable Protection second) {
        HeldLocks held = HeldLocks.current();
        CriticalSection section = new CriticalSection(held, first, second);
        section.requireTakeable();
        if (!section.tryTake()) {
            held.suspendSections();
            section.takeOrLeave();
        }
        held.innermost(section);
        section.active = true;
        section.leaveIfLifted();
        return section;
    }

    private void requireTakeable() {
        first.requireTakeable(held, LockMode.SECTION);
        if (second != null) {
            second.requireTakeable(held, LockMode.SECTION);
        }
    }

    /// The protection may have been lifted while this thread waited.
    private void leaveIfLifted() {
        try {
            requireTakeable();
        } catch (ProtectionException failure) {
            close();
            throw failure;
        }
    }

    /// {@return how often its locks were given up, since its thread had to wait: if this has grown,
    /// others may have changed what they guard}
    public long suspendedCount() {
        return suspendedCount;
    }

    /// Leaves the section. The outer one, if there is one and it was suspended, takes its locks
    /// back. Leaving it again does nothing.
    ///
    /// @throws IllegalStateException if an inner section is still open, or this is another thread
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != thread || held.innermost() != this) {
            throw new IllegalStateException(
                    "critical section is not the innermost of this thread: type="
                            + first.typeName()
                            + " thread="
                            + Thread.currentThread().getName()
                            + " owner="
                            + thread.getName());
        }
        closed = true;
        release();
        held.innermost(outer);
        held.resumeInnermost();
    }

    // --- its locks -------------------------------------------------------------------------------

    @Nullable CriticalSection outer() {
        return outer;
    }

    int waitDepth() {
        return waitDepth;
    }

    String firstTypeName() {
        return first.typeName();
    }

    /// Gives up its locks until [#resume()].
    void suspend() {
        if (active) {
            suspendedCount++;
            active = false;
        }
        release();
    }

    /// Takes its locks back, if it has given them up.
    void resume() {
        if (!active) {
            take(
                    (ready, _) -> {
                        Blocking.awaitSurely(ready);
                        return true;
                    });
            active = true;
        }
    }

    private void release() {
        if (holdsFirst) {
            holdsFirst = false;
            first.word().release(false);
        }
        if (holdsSecond && second != null) {
            holdsSecond = false;
            second.word().release(false);
        }
    }

    /// Takes its locks, without waiting, those that outer sections hold excepted.
    ///
    /// @return whether it has them all; if not, it has taken none
    private boolean tryTake() {
        if (!first.word().isMine()) {
            holdsFirst = first.word().tryTake(false);
            if (!holdsFirst) {
                return false;
            }
        }
        if (second == null || second.word().isMine()) {
            return true;
        }
        holdsSecond = second.word().tryTake(false);
        if (!holdsSecond) {
            release();
        }
        return holdsSecond;
    }

    /// Takes its locks, all outer sections being suspended; if that fails these go on.
    private void takeOrLeave() {
        try {
            take(Blocking::awaitHolding);
        } catch (Throwable failure) {
            held.resumeInnermost();
            throw failure;
        }
    }

    private void take(LockWord.Waiting waiting) {
        held.sectionWaits();
        try {
            if (second == null) {
                first.word().take(false, waiting, Blocking.FOREVER);
            } else {
                takeBoth(first.word(), second.word(), waiting);
            }
        } finally {
            held.sectionGoesOn();
        }
        holdsFirst = true;
        holdsSecond = second != null;
    }

    private static void takeBoth(LockWord one, LockWord other, LockWord.Waiting waiting) {
        LockWord taken = one;
        LockWord tried = other;
        taken.take(false, waiting, Blocking.FOREVER);
        while (!tried.tryTake(false)) {
            taken.release(false);
            tried.take(false, waiting, Blocking.FOREVER);
            LockWord next = taken;
            taken = tried;
            tried = next;
        }
    }
}
