// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.Payload;
import org.jparallel.xlist.heap.RegionMemory;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.Transferable;
import org.jspecify.annotations.Nullable;

/// The transfer list of one message; or, if it is *open*, all regions that the value refers to,
/// listed as they are met.
///
/// **Order,** that of the web's structured clone with transfer, except that the last step is all
/// or nothing:
///
/// 1. Before the value is written: nothing stands in the list twice, or belongs to another thread.
/// 2. The value is written; what it refers to of the list becomes an index. So an exception of the
///    user's code comes before what step 3 says.
/// 3. When nothing else can refuse the message any more: all of the list is still attached, also if
///    user's code was called in step 2. Then all of it is detached, also what the value does not
///    refer to. If one cannot be, those before it are attached again.
@AnyThread
public final class Transfers {
    /// Nothing to transfer.
    public static final Transfers NONE = new Transfers("", false);

    /// Stands for memory that is still the region's.
    static final Payload PLACEHOLDER = new Placeholder();

    /// Up to so many are compared one by one.
    private static final int SCANNED_COUNT = 8;

    /// What a refusal calls the list.
    private final String name;

    private final boolean open;
    private final List<Moving> moving = new ArrayList<>();

    /// Once there are more than are compared one by one.
    private @Nullable IdentityHashMap<Region, Moving> places;

    private Transfers(String name, boolean open) {
        this.name = name;
        this.open = open;
    }

    /// {@return transfers that list what is met}
    public static Transfers open() {
        return new Transfers("regions", true);
    }

    /// Checks a transfer list, as in step 1.
    ///
    /// @param list what to transfer
    /// @return the transfers
    /// @throws CloneRefusal if something stands there twice, or belongs to another thread
    public static Transfers of(Transferable... list) {
        if (list.length == 0) {
            return NONE;
        }
        Transfers transfers = new Transfers("transfers", false);
        for (int i = 0; i < list.length; i++) {
            Region region =
                    switch (Objects.requireNonNull(list[i], "transferable")) {
                        case Region each -> each;
                    };
            if (transfers.indexOf(region) >= 0) {
                throw transfers.refusal(i, "it is listed twice");
            }
            String objection = ReferenceLeaves.REGIONS.objection(region);
            if (objection.equals(ReferenceLeaves.FOREIGN)) {
                throw transfers.refusal(i, objection);
            }
            transfers.add(region, i);
        }
        return transfers;
    }

    int count() {
        return moving.size();
    }

    boolean isOpen() {
        return open;
    }

    /// Lists a region that is not listed.
    ///
    /// @param payloadIndex where its memory will be
    void add(Region region, int payloadIndex) {
        Moving each = new Moving(region, payloadIndex);
        moving.add(each);
        if (places != null) {
            places.put(region, each);
        } else if (moving.size() > SCANNED_COUNT) {
            IdentityHashMap<Region, Moving> all = new IdentityHashMap<>();
            moving.forEach(listed -> all.put(listed.region, listed));
            places = all;
        }
    }

    /// {@return where the memory of a region is}
    ///
    /// @param index in the list
    int payloadIndex(int index) {
        return moving.get(index).payloadIndex;
    }

    /// {@return what stands for the payloads until they are detached}
    List<Payload> placeholders() {
        return Collections.nCopies(moving.size(), PLACEHOLDER);
    }

    /// {@return where the memory of a region will be, -1 if it is not listed}
    int indexOf(Region region) {
        if (places != null) {
            Moving place = places.get(region);
            return place == null ? -1 : place.payloadIndex;
        }
        for (Moving each : moving) {
            if (each.region == region) {
                return each.payloadIndex;
            }
        }
        return -1;
    }

    /// Detaches all of the list, or nothing, as in step 3.
    ///
    /// @param payloads in whose places the memories are put
    /// @throws CloneRefusal if something cannot be detached
    void detach(List<Payload> payloads) {
        for (int i = 0; i < moving.size(); i++) {
            String objection = ReferenceLeaves.REGIONS.objection(moving.get(i).region);
            if (!objection.isEmpty()) {
                throw refusal(i, objection);
            }
        }
        int count = 0;
        try {
            for (; count < moving.size(); count++) {
                Moving each = moving.get(count);
                payloads.set(each.payloadIndex, ReferenceLeaves.REGIONS.detach(each.region));
            }
        } finally {
            if (count < moving.size()) {
                while (count-- > 0) {
                    reattach(count, payloads.set(payloadIndex(count), PLACEHOLDER));
                }
            }
        }
        for (Moving each : moving) {
            ((RegionMemory) payloads.get(each.payloadIndex)).move();
        }
    }

    /// Gives the memory back to its region.
    void reattach(int index, Payload memory) {
        ReferenceLeaves.REGIONS.reattach(moving.get(index).region, (RegionMemory) memory);
    }

    private CloneRefusal refusal(int index, String reason) {
        return new CloneRefusal(
                name + "[" + index + "]", Region.class.getName(), reason, null);
    }

    /// What moves.
    ///
    /// @param region whose memory it is until then
    /// @param payloadIndex where the memory is from then on
    private record Moving(Region region, int payloadIndex) {}

    private static final class Placeholder implements Payload {
        @Override
        public Payload again() {
            return this;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
