// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandles;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.heap.MovingDoor;
import org.jparallel.xlist.heap.Payload;
import org.jparallel.xlist.heap.RegionDoor;
import org.jparallel.xlist.heap.RegionDoors;
import org.jparallel.xlist.heap.RegionMemory;
import org.jparallel.xlist.heap.SharedMemory;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.Viewable;

/// What a frame carries by reference: its bytes hold an index into the [Attachments].
///
/// The memory of a region is attached in any case: the region's own if it is in the transfer list
/// or the result of a work, else a copy, made while the frame is written. So nothing is allocated
/// when it is read, and what fails for want of memory is the push. A shared region is attached with
/// a hold for the frame.
final class ReferenceLeaves {
    /// What is said of a region of another thread.
    static final String FOREIGN = "it belongs to another thread";

    static final MovingDoor<Region, RegionMemory> REGIONS =
            RegionDoors.moving(initialized(Region.class));

    private static final RegionDoor<SharedRegion, SharedMemory> SHARED_REGIONS =
            RegionDoors.of(initialized(SharedRegion.class));

    /// An object that stays the very same.
    static final Leaf<PassedByReference> HANDLE =
            Leaf.ofObject(
                    FrameLayout.HANDLE,
                    PassedByReference.class,
                    (value, output) -> output.putCount(output.attachments().attach(value)),
                    FrameInput::takeHandle);

    /// A region, copied or moved.
    static final Leaf<Region> REGION =
            Leaf.ofObject(
                    FrameLayout.REGION,
                    Region.class,
                    ReferenceLeaves::putRegion,
                    ReferenceLeaves::takeRegion);

    /// A handle of a shared region, as a new handle.
    static final Leaf<SharedRegion> SHARED_REGION =
            Leaf.ofObject(
                    FrameLayout.SHARED_REGION,
                    SharedRegion.class,
                    ReferenceLeaves::putShared,
                    ReferenceLeaves::takeShared);

    private ReferenceLeaves() {}

    /// Refuses what this thread cannot copy or transfer now.
    static void check(Viewable region) {
        check(
                region,
                switch (region) {
                    case Region whole -> REGIONS.objection(whole);
                    case SharedRegion handle -> SHARED_REGIONS.objection(handle);
                });
    }

    private static void check(Viewable region, String objection) {
        if (!objection.isEmpty()) {
            throw new UncloneablePart("", region.getClass(), objection, null);
        }
    }

    private static void putRegion(Region region, FrameOutput output) {
        Attachments attachments = output.attachments();
        int index = attachments.transferIndex(region);
        if (index < 0) {
            check(region);
            index =
                    attachments.movesAll()
                            ? attachments.attachMoving(region)
                            : attachments.attach(copy(region, output));
        }
        // Whether it can still move is asked when the whole value is written.
        output.putCount(index);
    }

    private static RegionMemory copy(Region region, FrameOutput output) {
        RegionMemory memory = REGIONS.memory(region);
        output.countCopy(memory.byteSize());
        return memory.copy();
    }

    private static Region takeRegion(FrameInput input) {
        int index = input.takePayloadIndex();
        if (!(input.payload(index) instanceof RegionMemory memory)) {
            throw input.corrupt("payload of another kind", index);
        }
        Region region = REGIONS.adopt(memory);
        input.withdrawable(index, new Adopted<>(REGIONS, region));
        return region;
    }

    private static void putShared(SharedRegion region, FrameOutput output) {
        check(region);
        Payload memory = SHARED_REGIONS.memory(region).again();
        output.putCount(output.attachments().attach(memory));
    }

    private static SharedRegion takeShared(FrameInput input) {
        int index = input.takePayloadIndex();
        if (!(input.payload(index) instanceof SharedMemory memory)) {
            throw input.corrupt("payload of another kind", index);
        }
        SharedRegion region = SHARED_REGIONS.adopt(memory);
        input.withdrawable(index, new Adopted<>(SHARED_REGIONS, region));
        return region;
    }

    /// A region that was made of its memory.
    private record Adopted<R>(RegionDoor<R, ?> door, R region) implements Made {
        @Override
        public boolean withdraw() {
            return door.withdraw(region);
        }

        @Override
        public void letGo() {
            door.letGo(region);
        }
    }

    private static <R> Class<R> initialized(Class<R> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException closed) {
            throw new ExceptionInInitializerError(closed);
        }
        return type;
    }
}
