// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Maps that can be changed: head, then keys and values in the order of iteration.
///
/// @param tag the first byte
/// @param head puts what is needed to make an empty one
/// @param create takes it, and makes an empty one
record MapBranch(
        int tag,
        BiConsumer<Map<?, ?>, FrameOutput> head,
        Function<FrameInput, Map<@Nullable Object, @Nullable Object>> create)
        implements Branch {

    MapBranch(int tag, Function<FrameInput, Map<@Nullable Object, @Nullable Object>> create) {
        this(tag, (value, output) -> {}, create);
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        head.accept((Map<?, ?>) value, output);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        ((Map<?, ?>) value).forEach(parts);
    }

    @Override
    public Object open(FrameInput input) {
        return create.apply(input);
    }

    @Override
    @SuppressWarnings("unchecked") // made by create
    public Object close(Object opened, Parts parts) {
        Map<@Nullable Object, @Nullable Object> value =
                (Map<@Nullable Object, @Nullable Object>) opened;
        parts.requireEvenCount();
        for (int i = 0; i < parts.count(); i += 2) {
            Object key = parts.at(i);
            boolean isAgain = "".equals(key) && value.containsKey(key); // read as one constant
            value.put(isAgain ? new String("") : key, parts.at(i + 1));
        }
        if (value.size() != parts.count() / 2) {
            throw new IllegalStateException(
                    "keys became equal when cloned: type="
                            + value.getClass().getName()
                            + " entryCount="
                            + parts.count() / 2
                            + " size="
                            + value.size());
        }
        return value;
    }

    @Override
    public String step(Object value, int partIndex) {
        return ClonePath.entry((Map<?, ?>) value, partIndex);
    }
}
