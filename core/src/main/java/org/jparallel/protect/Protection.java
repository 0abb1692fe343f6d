// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Objects;
import org.jparallel.context.Blocking;
import org.jparallel.context.MainThreads;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jspecify.annotations.Nullable;

/// What protects an object: a read/write lock, and an event once that was asked for. Used through
/// the methods of [Protected].
///
/// An object of yours has one for as long as it is protected, found by identity; a container has
/// one for life.
///
/// | field | written by | mode | read by | mode |
/// |---|---|---|---|---|
/// | `event` | main threads | volatile, under this object's monitor | any | volatile |
/// | `lifted` | main thread, holding the lock for writing | volatile | any | volatile |
@AnyThread
public final class Protection {
    private static final ObjectTable TABLE = new ObjectTable();

    private final LockWord word = new LockWord();
    private final Class<?> type;
    private final boolean lasting;
    private volatile @Nullable Event event;
    private volatile boolean lifted;

    private Protection(Class<?> type, boolean lasting) {
        this.type = type;
        this.lasting = lasting;
    }

    /// {@return that of a new container, which stays protected}
    ///
    /// @param type the container
    static Protection ofContainer(Class<?> type) {
        return new Protection(type, true);
    }

    /// Protects an object, if it is not protected yet.
    ///
    /// @param <T> the object
    /// @param object an object of the main thread
    /// @return a handle of it
    /// @throws ProtectionException if this is not the main thread
    @MainThread
    public static <T> ProtectedValue<T> protect(T object) {
        Class<?> type = Objects.requireNonNull(object, "object").getClass();
        requireMain("protect", type);
        Protection present =
                object instanceof Protected known
                        ? known.protection()
                        : TABLE.computeIfAbsent(object, () -> new Protection(type, false));
        present.requireActive();
        return new ProtectedValue<>(object, present);
    }

    /// Lifts the protection of an object, if it has one. Waits until nobody holds its lock; who
    /// waits for its lock gets a [ProtectionException], who waits for its event goes on waiting.
    ///
    /// @param object the object or a handle of it
    /// @throws ProtectionException if this is not the main thread, or if it is a container: these
    ///     stay protected
    /// @throws IllegalStateException if this thread itself holds the lock
    @MainThread
    public static void unprotect(Object object) {
        requireMain("unprotect", Objects.requireNonNull(object, "object").getClass());
        Object value = object instanceof ProtectedValue<?> handle ? handle.value() : object;
        Protection present =
                object instanceof Protected known ? known.protection() : TABLE.find(object);
        if (present == null || present.lifted) {
            return;
        }
        if (present.lasting) {
            throw new ProtectionException(
                    "object stays protected: type=" + present.type.getName());
        }
        HeldLock lock = present.lock(LockMode.WRITE);
        TABLE.remove(value, present);
        present.lifted = true;
        lock.close();
    }

    /// {@return whether an object is protected}
    ///
    /// @param object the object or a handle of it
    public static boolean isProtected(Object object) {
        Protection present =
                Objects.requireNonNull(object, "object") instanceof Protected known
                        ? known.protection()
                        : TABLE.find(object);
        return present != null && present.isActive();
    }

    /// What can be known of an object is who asks: that it was made by a context cannot, so no
    /// context protects anything.
    private static void requireMain(String call, Class<?> type) {
        if (!MainThreads.isMain()) {
            throw new ProtectionException(
                    call
                            + " is for the main thread: thread="
                            + Thread.currentThread().getName()
                            + " type="
                            + type.getName());
        }
    }

    boolean isActive() {
        return !lifted;
    }

    private void requireActive() {
        if (lifted) {
            throw new ProtectionException("object is not protected: type=" + type.getName());
        }
    }

    /// {@return the object's class, for messages}
    String typeName() {
        return type.getName();
    }

    LockWord word() {
        return word;
    }

    // --- the lock --------------------------------------------------------------------------------

    HeldLock lock(LockMode mode) {
        HeldLocks held = HeldLocks.current();
        take(held, mode, Blocking.FOREVER);
        return new HeldLock(held, this, mode);
    }

    boolean tryLock(LockMode mode, long timeoutNanos) {
        return take(HeldLocks.current(), mode, timeoutNanos);
    }

    private boolean take(HeldLocks held, LockMode mode, long timeoutNanos) {
        requireTakeable(held, mode);
        boolean reads = mode == LockMode.READ;
        if (!word.tryTake(reads)
                && (timeoutNanos <= 0 || !word.take(reads, Blocking::await, timeoutNanos))) {
            return false;
        }
        releaseIfLifted(reads);
        held.add(this, mode);
        return true;
    }

    /// Refuses what could only wait for this very thread.
    void requireTakeable(HeldLocks held, LockMode wanted) {
        requireActive();
        LockMode mode = held.mode(this);
        if (mode == null && wanted != LockMode.SECTION && word.isMine()) {
            mode = LockMode.SECTION;
        }
        if (mode != null) {
            throw new IllegalStateException(
                    "lock is held by this thread already: held="
                            + mode.text()
                            + " wanted="
                            + wanted.text()
                            + " type="
                            + type.getName()
                            + " thread="
                            + Thread.currentThread().getName());
        }
    }

    /// The protection may have been lifted while this thread waited.
    private void releaseIfLifted(boolean reads) {
        if (lifted) {
            word.release(reads);
            requireActive();
        }
    }

    void unlock(LockMode mode) {
        unlock(HeldLocks.current(), mode);
    }

    void unlock(HeldLocks held, LockMode mode) {
        if (!held.remove(this, mode)) {
            requireActive();
            throw new IllegalMonitorStateException(
                    "lock is not held: mode="
                            + mode.text()
                            + " type="
                            + type.getName()
                            + " thread="
                            + Thread.currentThread().getName());
        }
        word.release(mode == LockMode.READ);
    }

    // --- the event -------------------------------------------------------------------------------

    /// {@return the event, created if there is none and it may be}
    ///
    /// @param creates whether it may be created
    Event event(boolean creates) {
        requireActive();
        Event present = event;
        if (present != null) {
            return present;
        }
        if (!creates) {
            throw new WaitException(
                    "object has no event, only the main thread creates it: thread="
                            + Thread.currentThread().getName()
                            + " type="
                            + type.getName());
        }
        return created();
    }

    private synchronized Event created() {
        Event present = event;
        if (present == null) {
            present = new Event();
            event = present;
        }
        return present;
    }

    /// {@return the event, which others may wait for}
    Event presentEvent() {
        requireActive();
        Event present = event;
        if (present == null) {
            throw new NoWaitersException(type);
        }
        return present;
    }

    /// {@return the event that is signalled before another is waited for}
    Event signalledBefore(Protected self, Waitable awaited) {
        requireActive();
        if (awaited == self || (awaited instanceof Protected other && other.protection() == this)) {
            throw new WaitException("signal and wait objects must differ");
        }
        awaited.event();
        return presentEvent();
    }
}
