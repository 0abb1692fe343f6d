// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.time.Duration;
import org.jparallel.context.MainThreads;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;

/// An object of the main thread that contexts may lock, wait for and signal: a protected container,
/// or an object of yours behind the [ProtectedValue] that `async.protect(object)` returns.
///
/// ```java
/// ProtectedValue<Ledger> ledger = async.protect(new Ledger());
/// async.submitWork(() -> {
///     try (var _ = ledger.writeLock()) {
///         ledger.value().add(42);
///     }
/// });
/// ```
///
/// **The lock** is for those who ask for it: many readers or one writer. It keeps nobody away who
/// does not. It belongs to the thread that took it, and to the context it runs: what a work still
/// holds at its end is released and told to `run()`.
///
/// - Not recursive, and a reader cannot become a writer: a thread that asks for a lock which it
///   could only get by releasing what it holds itself gets an `IllegalStateException` at once.
/// - Readers that come while a writer waits wait behind it. Who has waited at the head of the queue
///   for a millisecond is overtaken no more.
/// - Whoever waits for a lock frees its core, and the main thread serves its calls meanwhile.
/// - Locks of several objects that are taken one after the other need an order, or a
///   [CriticalSection], which needs none.
///
/// **The event** hangs off the object; only the main thread creates it: by [#prewait()], by a wait,
/// or by a `submitWait`.
///
/// **Errors.** Everything but [#isProtected()] throws [ProtectionException] once the protection was
/// lifted; who holds a lock then may release it.
///
/// A class of yours is protected itself if it implements this with the [#protection()] of a
/// [ProtectedValue] that it keeps.
@AnyThread
public interface Protected extends Waitable {
    /// {@return what protects it: its lock and its event}
    Protection protection();

    /// {@return whether it is protected still}
    default boolean isProtected() {
        return protection().isActive();
    }

    // --- the lock --------------------------------------------------------------------------------

    /// Takes the lock for reading; waits while a writer has it or waits for it.
    ///
    /// @return what releases it, for `try`; [#readUnlock()] does so too
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted; the lock is not held then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the lock is not held then
    default HeldLock readLock() {
        return protection().lock(LockMode.READ);
    }

    /// Releases what [#readLock()] took.
    ///
    /// @throws IllegalMonitorStateException if this thread does not hold it
    /// @throws ProtectionException if this thread does not hold it, and the protection was lifted
    default void readUnlock() {
        protection().unlock(LockMode.READ);
    }

    /// Takes the lock for reading if no writer has it or waits for it.
    ///
    /// @return whether it was taken
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted
    default boolean tryReadLock() {
        return protection().tryLock(LockMode.READ, 0);
    }

    /// Takes the lock for reading, if that can be in time.
    ///
    /// @param timeout how long it waits at most
    /// @return whether it was taken
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted; the lock is not held then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the lock is not held then
    default boolean tryReadLock(Duration timeout) {
        return protection().tryLock(LockMode.READ, Timeouts.nanos(timeout));
    }

    /// Takes the lock for writing; waits while anybody has it.
    ///
    /// @return what releases it, for `try`; [#writeUnlock()] does so too
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted; the lock is not held then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the lock is not held then
    default HeldLock writeLock() {
        return protection().lock(LockMode.WRITE);
    }

    /// Releases what [#writeLock()] took.
    ///
    /// @throws IllegalMonitorStateException if this thread does not hold it
    /// @throws ProtectionException if this thread does not hold it, and the protection was lifted
    default void writeUnlock() {
        protection().unlock(LockMode.WRITE);
    }

    /// Takes the lock for writing if nobody has it.
    ///
    /// @return whether it was taken
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted
    default boolean tryWriteLock() {
        return protection().tryLock(LockMode.WRITE, 0);
    }

    /// Takes the lock for writing, if that can be in time.
    ///
    /// @param timeout how long it waits at most
    /// @return whether it was taken
    /// @throws IllegalStateException if this thread holds the lock already, in whatever way
    /// @throws ProtectionException if the protection was lifted; the lock is not held then
    /// @throws org.jparallel.context.WaitInterruptedException if the thread is interrupted while it
    ///     waits; the lock is not held then
    default boolean tryWriteLock(Duration timeout) {
        return protection().tryLock(LockMode.WRITE, Timeouts.nanos(timeout));
    }

    // --- the event -------------------------------------------------------------------------------

    @Override
    default Event event() {
        return protection().event(MainThreads.isMain());
    }

    /// Creates the event if there is none yet, so that contexts may wait for it and signals are
    /// kept.
    ///
    /// @return the event
    /// @throws WaitException if there is none, and this is not the main thread
    @MainThread
    default Event prewait() {
        return event();
    }

    @Override
    default void signal() {
        protection().presentEvent().signal();
    }

    @Override
    default void signalAndWait(Waitable awaited) {
        protection().signalledBefore(this, awaited).signalAndWait(awaited);
    }

    @Override
    default void signalAndWait(Waitable awaited, Duration timeout) {
        protection().signalledBefore(this, awaited).signalAndWait(awaited, timeout);
    }
}
