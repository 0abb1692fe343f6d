// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What regions of both kinds do with the field `owner`, in which their thread stands.
final class RegionOwner {
    private RegionOwner() {}

    /// {@return access to that field}
    ///
    /// @param lookup of the class of the regions
    static VarHandle handle(MethodHandles.Lookup lookup) {
        try {
            return lookup.findVarHandle(lookup.lookupClass(), "owner", Thread.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    /// {@return whether this thread owns a region; it does from now on if nobody did}
    ///
    /// @param handle of that field
    /// @param region the region
    /// @param owner what this thread has read in the field, in plain mode: who reads itself wrote
    ///     it; who reads nobody, though somebody owns it, fails to replace that
    static boolean isMine(VarHandle handle, Object region, @Nullable Thread owner) {
        Thread current = Thread.currentThread();
        return owner == current
                || (owner == null && handle.compareAndSet(region, null, current));
    }

    /// {@return what another thread than the owner gets}
    ///
    /// @param what is owned
    /// @param owner who has it, as far as this thread sees
    static WrongThreadException refusal(String what, @Nullable Thread owner) {
        return new WrongThreadException(
                what
                        + " of another thread: owner="
                        + (owner == null ? "" : owner.getName())
                        + " thread="
                        + Thread.currentThread().getName());
    }
}
