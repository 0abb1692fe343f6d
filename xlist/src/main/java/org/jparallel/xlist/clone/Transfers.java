// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jparallel.guard.AnyThread;
import org.jparallel.xlist.heap.Payload;
import org.jparallel.xlist.heap.RegionMemory;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.Transferable;

/// The transfer list of one message.
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
    public static final Transfers NONE = new Transfers(new Region[0]);

    /// Up to so many are compared one by one.
    private static final int SCANNED_COUNT = 8;

    private static final Payload PLACEHOLDER = new Placeholder();

    private final Region[] regions;
    private final Map<Region, Integer> indices;

    private Transfers(Region[] regions) {
        this.regions = regions;
        indices = regions.length > SCANNED_COUNT ? new IdentityHashMap<>() : Map.of();
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
        Region[] regions = new Region[list.length];
        Transfers transfers = new Transfers(regions);
        for (int i = 0; i < list.length; i++) {
            Region region =
                    switch (Objects.requireNonNull(list[i], "transferable")) {
                        case Region each -> each;
                    };
            if (transfers.indexOf(region) >= 0) {
                throw refusal(i, "it is listed twice");
            }
            String objection = ReferenceLeaves.REGIONS.objection(region);
            if (objection.equals(ReferenceLeaves.FOREIGN)) {
                throw refusal(i, objection);
            }
            regions[i] = region;
            if (list.length > SCANNED_COUNT) {
                transfers.indices.put(region, i);
            }
        }
        return transfers;
    }

    int count() {
        return regions.length;
    }

    /// {@return what stands for the payloads until they are detached}
    List<Payload> placeholders() {
        return Collections.nCopies(regions.length, PLACEHOLDER);
    }

    /// {@return the index of a region in the list, or -1}
    int indexOf(Object region) {
        if (regions.length > SCANNED_COUNT) {
            return region instanceof Region ? indices.getOrDefault(region, -1) : -1;
        }
        for (int i = 0; i < regions.length; i++) {
            if (regions[i] == region) {
                return i;
            }
        }
        return -1;
    }

    /// Detaches all of the list, or nothing, as in step 3.
    ///
    /// @param payloads in whose first places the memories are put
    /// @throws CloneRefusal if something cannot be detached
    void detach(List<Payload> payloads) {
        for (int i = 0; i < regions.length; i++) {
            String objection = ReferenceLeaves.REGIONS.objection(regions[i]);
            if (!objection.isEmpty()) {
                throw refusal(i, objection);
            }
        }
        int count = 0;
        try {
            for (; count < regions.length; count++) {
                payloads.set(count, ReferenceLeaves.REGIONS.detach(regions[count]));
            }
        } finally {
            if (count < regions.length) {
                while (count-- > 0) {
                    reattach(count, payloads.set(count, PLACEHOLDER));
                }
            }
        }
        for (int i = 0; i < regions.length; i++) {
            ((RegionMemory) payloads.get(i)).move();
        }
    }

    /// Gives the memory back to its region.
    void reattach(int index, Payload memory) {
        ReferenceLeaves.REGIONS.reattach(regions[index], (RegionMemory) memory);
    }

    private static CloneRefusal refusal(int index, String reason) {
        return new CloneRefusal(
                "transfers[" + index + "]", Region.class.getName(), reason, null);
    }

    /// Stands for memory that is still the region's.
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
