// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import java.util.Objects;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.MainThread;
import org.jparallel.loop.Sneaky;
import org.jparallel.protect.CriticalSection;
import org.jparallel.protect.Protected;
import org.jparallel.protect.ProtectedValue;
import org.jparallel.protect.Protection;
import org.jparallel.work.Work;

/// The objects of the main thread that contexts may lock, wait for, signal and write.
///
/// ```java
/// ProtectedValue<Ledger> from = async.protect(new Ledger());
/// ProtectedValue<Ledger> to = async.protect(new Ledger());
/// async.submitWork(
///         () -> async.criticalSection(from, to, () -> to.value().takeAll(from.value())));
/// ```
///
/// **Threads.** The main thread protects; what is protected every thread may lock.
///
/// **Errors.** Calls of the main thread are refused with `IllegalStateException` after
/// [Async#close()]. Protected objects go on without the runtime that made them.
public sealed interface ObjectProtection permits Async {
    /// Protects an object: contexts may lock it, wait for it and signal it from now on. An object
    /// that is protected already stays so, and both handles have the same lock and event.
    ///
    /// **Cost.** An entry in a table for as long as the object lives; the object itself is not
    /// touched, and nobody is kept from using it without the lock.
    ///
    /// @param <T> the object
    /// @param object what is protected, found again by identity
    /// @return the handle through which it is locked
    /// @throws org.jparallel.protect.ProtectionException in a context: what a context has made is
    ///     its own, and this cannot be told from other objects
    /// @throws WrongThreadException on any other thread that is not the main thread
    @MainThread
    <T> ProtectedValue<T> protect(T object);

    /// Lifts the protection of an object, if it has one. Waits until nobody holds its lock, and
    /// serves meanwhile; who waits for the lock gets a
    /// [org.jparallel.protect.ProtectionException], who waits for its event goes on waiting.
    ///
    /// @param object the object or a handle of it
    /// @throws org.jparallel.protect.ProtectionException in a context; or if the object is a
    ///     container, which stays protected
    /// @throws IllegalStateException if this thread itself holds the lock
    /// @throws WrongThreadException on any other thread that is not the main thread
    @MainThread
    void unprotect(Object object);

    /// {@return whether an object is protected}
    ///
    /// @param object the object or a handle of it
    @AnyThread
    default boolean isProtected(Object object) {
        return Protection.isProtected(object);
    }

    /// Does something that has a protected object to itself; see
    /// [org.jparallel.protect.CriticalSection], which `try` enters as well and which tells whether
    /// it was suspended meanwhile.
    ///
    /// @param object what it has to itself
    /// @param work what is done, on this thread; what it throws comes out of here, the same object
    /// @throws org.jparallel.protect.ProtectionException if the object is not protected any more
    /// @throws IllegalStateException if this thread holds its read or write lock
    @AnyThread
    default void criticalSection(Protected object, Work work) {
        Objects.requireNonNull(work, "work");
        try (CriticalSection _ = CriticalSection.enter(object)) {
            work.run();
        } catch (Throwable failure) {
            throw Sneaky.rethrow(failure);
        }
    }

    /// Does something that has two protected objects to itself, named in any order; see
    /// [org.jparallel.protect.CriticalSection], which `try` enters as well and which tells whether
    /// it was suspended meanwhile.
    ///
    /// @param first what it has to itself
    /// @param second and what else; may be the same
    /// @param work what is done, on this thread; what it throws comes out of here, the same object
    /// @throws org.jparallel.protect.ProtectionException if an object is not protected any more
    /// @throws IllegalStateException if this thread holds the read or write lock of one
    @AnyThread
    default void criticalSection(Protected first, Protected second, Work work) {
        Objects.requireNonNull(work, "work");
        try (CriticalSection _ = CriticalSection.enter(first, second)) {
            work.run();
        } catch (Throwable failure) {
            throw Sneaky.rethrow(failure);
        }
    }
}
