// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists, deques, sets and queues that can be changed: head, elements in the order of iteration.
///
/// @param tag the first byte
/// @param head puts what is needed to make an empty one
/// @param create takes it, and makes an empty one
record CollectionBranch(
        int tag,
        BiConsumer<Collection<?>, FrameOutput> head,
        Function<FrameInput, Collection<@Nullable Object>> create)
        implements Branch {

    CollectionBranch(int tag, Function<FrameInput, Collection<@Nullable Object>> create) {
        this(tag, (value, output) -> {}, create);
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        head.accept((Collection<?>) value, output);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        ((Collection<?>) value).forEach(parts);
    }

    @Override
    public Object open(FrameInput input) {
        return create.apply(input);
    }

    @Override
    @SuppressWarnings("unchecked") // made by create
    public Object close(Object opened, Parts parts) {
        Collection<@Nullable Object> value = (Collection<@Nullable Object>) opened;
        if (value instanceof java.util.ArrayList<?> list) {
            list.ensureCapacity(parts.count());
        }
        if (isCopiedOnWrite(value)) {
            value.addAll(Arrays.asList(parts.toArray())); // one copy, not one for each
        } else {
            addEach(value, parts);
        }
        if (value.size() != parts.count()) {
            throw new IllegalStateException(
                    "elements became equal when cloned: type="
                            + value.getClass().getName()
                            + " elementCount="
                            + parts.count()
                            + " size="
                            + value.size());
        }
        return value;
    }

    private static boolean isCopiedOnWrite(Collection<?> value) {
        return value instanceof CopyOnWriteArrayList<?> || value instanceof CopyOnWriteArraySet<?>;
    }

    private static void addEach(Collection<@Nullable Object> value, Parts parts) {
        for (int i = 0; i < parts.count(); i++) {
            if (!value.add(parts.at(i)) && "".equals(parts.at(i))) {
                value.add(new String("")); // read as one constant, but of a set of identities
            }
        }
    }

    @Override
    public String step(Object value, int partIndex) {
        return ClonePath.element(partIndex);
    }
}
