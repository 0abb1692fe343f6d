// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Objects that hold others in a way of their own: atomic references, properties with defaults,
/// sets made of maps.
final class HolderBranches {
    private static final SerialFields PROPERTIES = SerialFields.of(Properties.class);
    private static final Class<?> SET_TYPE =
            Collections.newSetFromMap(new HashMap<Object, Boolean>()).getClass();
    private static final SerialFields SET = SerialFields.of(SET_TYPE);

    /// By the class of the original.
    static final Map<Class<?>, Branch> ALL =
            Map.of(
                    AtomicReference.class,
                    new Holder(
                            FrameLayout.ATOMIC_REFERENCE,
                            (value, output) -> {},
                            (value, parts) -> parts.push(((AtomicReference<?>) value).get()),
                            input -> new AtomicReference<>(),
                            HolderBranches::fillReference,
                            (value, index) -> ".get()"),
                    AtomicReferenceArray.class,
                    new Holder(
                            FrameLayout.ATOMIC_REFERENCE_ARRAY,
                            (value, output) ->
                                    output.putCount(((AtomicReferenceArray<?>) value).length()),
                            HolderBranches::pushElements,
                            input -> new AtomicReferenceArray<>(input.takeSlotCount()),
                            HolderBranches::fillArray,
                            (value, index) -> ClonePath.element(index)),
                    Properties.class,
                    new Holder(
                            FrameLayout.PROPERTIES,
                            (value, output) -> {},
                            HolderBranches::pushProperties,
                            input -> new Properties(),
                            HolderBranches::fillProperties,
                            (value, index) ->
                                    index == 0
                                            ? ".defaults"
                                            : ClonePath.entry((Properties) value, index - 1)),
                    SET_TYPE,
                    new CollectionBranch(
                            FrameLayout.SET_FROM_MAP,
                            HolderBranches::putMapKind,
                            HolderBranches::takeSet));

    private HolderBranches() {}

    @SuppressWarnings("unchecked") // made here
    private static void fillReference(Object opened, Branch.Parts parts) {
        parts.requireCount(1);
        ((AtomicReference<@Nullable Object>) opened).set(parts.at(0));
    }

    private static void pushElements(Object value, PartStack parts) {
        AtomicReferenceArray<?> array = (AtomicReferenceArray<?>) value;
        for (int i = 0; i < array.length(); i++) {
            parts.push(array.get(i));
        }
    }

    @SuppressWarnings("unchecked") // made here
    private static void fillArray(Object opened, Branch.Parts parts) {
        AtomicReferenceArray<@Nullable Object> array =
                (AtomicReferenceArray<@Nullable Object>) opened;
        parts.requireCount(array.length());
        for (int i = 0; i < parts.count(); i++) {
            array.set(i, parts.at(i));
        }
    }

    private static void pushProperties(Object value, PartStack parts) {
        parts.push(PROPERTIES.read(value, "defaults"));
        ((Properties) value).forEach(parts);
    }

    private static void fillProperties(Object opened, Branch.Parts parts) {
        if (parts.count() % 2 != 1 || !isProperties(parts.at(0))) {
            throw parts.input().corrupt("properties without defaults", parts.count());
        }
        Properties value = (Properties) opened;
        PROPERTIES.write(value, new @Nullable Object[] {parts.at(0)});
        for (int i = 1; i < parts.count(); i += 2) {
            value.put(
                    Objects.requireNonNull(parts.at(i)), Objects.requireNonNull(parts.at(i + 1)));
        }
    }

    private static boolean isProperties(@Nullable Object defaults) {
        return defaults == null || defaults instanceof Properties;
    }

    /// Puts what is needed to make an empty map of the kind that the set is made of.
    private static void putMapKind(Collection<?> value, FrameOutput output) {
        Object map = Objects.requireNonNull(SET.read(value, "m"));
        if (!(Codecs.of(map) instanceof Branch branch) || !isOfMaps(branch)) {
            throw new UncloneablePart("", value.getClass(), "made of a " + map.getClass(), null);
        }
        output.putCount(branch.tag());
        branch.writeHead(map, output);
    }

    @SuppressWarnings("unchecked") // empty, so of any type
    private static Collection<@Nullable Object> takeSet(FrameInput input) {
        long tag = input.takeCount();
        if (tag < FrameLayout.TAG_COUNT
                && Codecs.ofTag((int) tag) instanceof Branch branch
                && isOfMaps(branch)
                && branch.open(input) instanceof Map<?, ?> map) {
            return Collections.newSetFromMap((Map<@Nullable Object, Boolean>) map);
        }
        throw input.corrupt("set made of no map", tag);
    }

    private static boolean isOfMaps(Branch branch) {
        return branch instanceof MapBranch || branch instanceof PlainMapBranch;
    }

    /// How a holder becomes bytes.
    ///
    /// @param tag the first byte
    /// @param head puts what is needed to make an empty one
    /// @param push pushes what it holds
    /// @param create takes the head, and makes an empty one
    /// @param fill fills it
    /// @param name names a part in a path
    private record Holder(
            int tag,
            BiConsumer<Object, FrameOutput> head,
            BiConsumer<Object, PartStack> push,
            Function<FrameInput, Object> create,
            BiConsumer<Object, Branch.Parts> fill,
            BiFunction<Object, Integer, String> name)
            implements Branch {

        @Override
        public boolean isBuilt() {
            return false;
        }

        @Override
        public void writeHead(Object value, FrameOutput output) {
            head.accept(value, output);
        }

        @Override
        public void pushParts(Object value, PartStack parts) {
            push.accept(value, parts);
        }

        @Override
        public Object open(FrameInput input) {
            return create.apply(input);
        }

        @Override
        public Object close(Object opened, Parts parts) {
            fill.accept(opened, parts);
            return opened;
        }

        @Override
        public String step(Object value, int partIndex) {
            return name.apply(value, partIndex);
        }
    }
}
