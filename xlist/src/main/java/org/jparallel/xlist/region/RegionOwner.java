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
