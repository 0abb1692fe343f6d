// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one table of what can be cloned: from a class to its codec, and from a tag to its codec.
final class Codecs {
    private static final List<Leaf<?>> LEAVES =
            Stream.of(BasicLeaves.ALL, ArrayLeaves.ALL).flatMap(List::stream).toList();

    private static final Map<Class<?>, Codec> BY_TYPE = new HashMap<>();
    private static final @Nullable Codec[] BY_TAG = new Codec[FrameLayout.TAG_COUNT];

    static {
        for (Leaf<?> leaf : LEAVES) {
            BY_TYPE.put(leaf.type(), leaf);
            BY_TAG[leaf.tag()] = leaf;
        }
    }

    private static final ClassValue<Lookup> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected Lookup computeValue(Class<?> type) {
                    return new Lookup(BY_TYPE.get(type));
                }
            };

    private Codecs() {}

    /// {@return the codec of a class, or null if its values cannot be cloned}
    static @Nullable Codec of(Class<?> type) {
        return BY_CLASS.get(type).codec();
    }

    /// {@return the codec of a tag, or null if there is no such tag}
    static @Nullable Codec ofTag(int tag) {
        return tag < BY_TAG.length ? BY_TAG[tag] : null;
    }

    private record Lookup(@Nullable Codec codec) {}
}
