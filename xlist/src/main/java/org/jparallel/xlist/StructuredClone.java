// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.clone.CloneRefusal;
import org.jparallel.xlist.clone.CloneWriter;
import org.jparallel.xlist.clone.Transfers;
import org.jparallel.xlist.clone.TypeRegistry;
import org.jparallel.xlist.region.Transferable;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jparallel.xlist.type.CloneType;
import org.jspecify.annotations.Nullable;

/// Copies a value, and all that it refers to, by the rules of every list: what is pushed into an
/// [XList] and taken from it is such a copy.
///
/// **Memory.** The copy lies in the Java heap. The bytes in between lie in the thread's own buffer
/// off the heap, and are freed before this returns.
///
/// The rules, and the path that a refusal names, are those of the structured clone of the web:
/// WHATWG HTML, section "Safe passing of structured data".
@AnyThread
public final class StructuredClone {
    private StructuredClone() {}

    /// Copies a value. One that nobody can change and that holds no other, such as a string, a
    /// number or an enum constant, is its own copy, which costs nothing. Strings, `BigInteger`,
    /// `BigDecimal` and `UUID` in it are the same objects in the copy; a list copies them.
    ///
    /// @param <T> the value: what [NotCloneableException] does not refuse
    /// @param value what to copy, or null
    /// @return a copy that shares nothing with it that could be changed
    ///     What the accessor or the constructor of a record in it throws comes out of here, the
    ///     very same object
    /// @throws NotCloneableException if it, or something in it, cannot be cloned
    /// @throws java.util.ConcurrentModificationException if a collection in it was changed
    ///     meanwhile by another thread, and noticed it
    public static <T extends @Nullable Object> T copy(T value) {
        return copy(value, CloneLimits.standard());
    }

    /// Copies a value of limited size.
    ///
    /// @param <T> the value: what [NotCloneableException] does not refuse
    /// @param value what to copy, or null
    /// @param limits how much it may take; if they limit the bytes, strings are copied too, so that
    ///     what fits here fits a list of these limits
    /// @return as [#copy(Object)] does
    /// @throws NotCloneableException if it, or something in it, cannot be cloned
    /// @throws CloneLimitException if it is larger than that
    /// @throws java.util.ConcurrentModificationException if a collection in it was changed
    ///     meanwhile by another thread, and noticed it
    public static <T extends @Nullable Object> T copy(T value, CloneLimits limits) {
        return copy(value, limits, Transfers.NONE);
    }

    /// Copies a value to which some regions move without being copied: in the copy each of them is
    /// a new one at the same address. The regions are detached, those also to which the value does
    /// not refer: all of them or, whatever is thrown, none.
    ///
    /// If a constructor in it throws, the regions are their owners' again, and only the segments
    /// that were taken from them before are dead.
    ///
    /// @param <T> the value: what [NotCloneableException] does not refuse
    /// @param value what to copy, or null
    /// @param transfers the regions
    /// @return as [#copy(Object)] does
    /// @throws NotCloneableException if the value cannot be cloned, or a region is not this
    ///     thread's, listed twice, detached or closed
    /// @throws java.util.ConcurrentModificationException if a collection in it was changed
    ///     meanwhile by another thread, and noticed it
    public static <T extends @Nullable Object> T copy(T value, Transferable... transfers) {
        try {
            return copy(value, CloneLimits.standard(), Transfers.of(transfers));
        } catch (CloneRefusal refusal) {
            throw new NotCloneableException(refusal);
        }
    }

    /// Hands a value over: as [#copy(Object)], but all regions to which it refers, also through
    /// slices and views, move without being copied, as if they were listed. So the results of works
    /// come home.
    ///
    /// What comes out may go to another thread, if it is safely published: regions and handles of
    /// shared ones in it belong to the first thread that uses them from then on. Segments that a
    /// constructor took from them meanwhile are dead.
    ///
    /// @param <T> the value: what [NotCloneableException] does not refuse
    /// @param value what to hand over, or null
    /// @return as [#copy(Object)] does
    /// @throws NotCloneableException if the value cannot be cloned, or a region in it is not this
    ///     thread's, detached or closed; no region is detached then
    /// @throws java.util.ConcurrentModificationException if a collection in it was changed
    ///     meanwhile by another thread, and noticed it
    public static <T extends @Nullable Object> T handOver(T value) {
        return copy(value, CloneLimits.standard(), Transfers.open());
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what comes out has the class of what went in
    private static <T extends @Nullable Object> T copy(
            T value, CloneLimits limits, Transfers transfers) {
        try {
            return (T) CloneWriter.current().copy(value, limits, transfers);
        } catch (CloneRefusal refusal) {
            throw new NotCloneableException(refusal);
        }
    }

    /// Says how the objects of a class are cloned, for the whole process and for good.
    ///
    /// Providers that the class loader of the class knows need not be registered; see [CloneType].
    ///
    /// @param cloneType stands for exactly one class
    /// @throws IllegalArgumentException if its class is one of `java.base`, an interface, an array,
    ///     an enum or abstract
    /// @throws IllegalStateException if its class has a clone type already, or was met by a clone
    ///     before; nothing has changed then
    public static void register(CloneType<?> cloneType) {
        TypeRegistry.register(cloneType);
    }
}
