// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jparallel.Async;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.Published;
import org.jparallel.xlist.XList;

/// The snippets of docs/protection.md on what the main thread does to all contexts.
final class WorldExamples {
    private WorldExamples() {}

    static void replace(Async async, XList<String> orders) {
        Arena first = Arena.ofShared();
        Published<MemorySegment> table = async.publish(load(first), first);
        async.submitQueue(orders, 2, order -> bill(order, table.read()));

        Arena second = Arena.ofShared();
        table.replace(load(second), second);
        async.run();
    }

    static void stop(Async async, ProtectedMap<String, Long> accounts, List<String> orders) {
        async.stopTheWorld(() -> save(accounts, orders));
    }

    private static MemorySegment load(Arena arena) {
        return arena.allocateFrom("tea=3");
    }

    private static void bill(String order, MemorySegment table) {
        if (!table.getString(0).startsWith(order)) {
            throw new IllegalArgumentException("unknown: order=" + order);
        }
    }

    private static void save(ProtectedMap<String, Long> accounts, List<String> orders) {
        System.out.println(accounts.snapshot() + " " + orders);
    }
}
