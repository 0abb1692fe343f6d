// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.util.concurrent.ConcurrentHashMap;
import org.jparallel.guard.AnyThread;

/// Where the classes of regions put up their [RegionDoor] when they are initialized.
@AnyThread
public final class RegionDoors {
    private static final ConcurrentHashMap<Class<?>, RegionDoor<?, ?>> DOORS =
            new ConcurrentHashMap<>();

    private RegionDoors() {}

    /// Puts up a door.
    ///
    /// @param <R> the class of the regions
    /// @param type the same
    /// @param door leads to them
    public static <R> void putUp(Class<R> type, RegionDoor<R, ?> door) {
        DOORS.put(type, door);
    }

    /// {@return the door of a class of regions}
    ///
    /// @param <R> the class of the regions
    /// @param <M> what holds their memory
    /// @param type the same, initialized
    @SuppressWarnings("unchecked") // put up with that class
    public static <R, M extends Payload> RegionDoor<R, M> of(Class<R> type) {
        RegionDoor<?, ?> door = DOORS.get(type);
        assert door != null : "no door: type=" + type;
        return (RegionDoor<R, M>) door;
    }

    /// {@return the door of a class of regions that can be transferred}
    ///
    /// @param <R> the class of the regions
    /// @param <M> what holds their memory
    /// @param type the same, initialized
    public static <R, M extends Payload> MovingDoor<R, M> moving(Class<R> type) {
        return (MovingDoor<R, M>) RegionDoors.<R, M>of(type);
    }
}
