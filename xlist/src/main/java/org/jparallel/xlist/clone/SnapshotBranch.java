// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collections and maps that are asked for a copy of what they hold, where others are handed the
/// stack of the writer: bounded queues, which make a copy under one lock and call a consumer under
/// many; and views, behind which may be code of a user, who could keep the consumer, or call it
/// from several threads.
///
/// @param of how they become bytes otherwise
record SnapshotBranch(Branch of) implements Branch {
    @Override
    public int tag() {
        return of.tag();
    }

    @Override
    public boolean isBuilt() {
        return of.isBuilt();
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        of.writeHead(value, output);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        push(value, parts);
    }

    @Override
    public Object open(FrameInput input) {
        return of.open(input);
    }

    @Override
    public Object close(Object opened, Parts parts) {
        return of.close(opened, parts);
    }

    @Override
    public String step(Object value, int partIndex) {
        return of.step(value, partIndex);
    }

    /// Pushes a copy of what a collection or a map holds.
    static void push(Object value, PartStack parts) {
        if (value instanceof Map<?, ?> map) {
            parts.requireSlots(2L * map.size());
            List<@Nullable Object[]> entries = new ArrayList<>();
            map.forEach((key, each) -> entries.add(new @Nullable Object[] {key, each}));
            entries.forEach(parts::pushAll);
        } else {
            Collection<?> elements = (Collection<?>) value;
            parts.requireSlots(elements.size());
            parts.pushAll(elements.toArray());
        }
    }
}
