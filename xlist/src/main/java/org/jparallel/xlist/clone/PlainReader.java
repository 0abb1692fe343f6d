// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the elements that a [PlainWriter] has written.
final class PlainReader {
    private PlainReader() {}

    /// {@return how many elements there are, all of which are there}
    static int takeCount(FrameInput input, int tag) {
        return input.takeCountOf(leastBytes(input, tag));
    }

    /// {@return how many entries there are, all of which are there}
    static int takeCount(FrameInput input, int keyTag, int valueTag) {
        return input.takeCountOf(leastBytes(input, keyTag) + leastBytes(input, valueTag));
    }

    /// Adds elements.
    static void addAll(
            Collection<@Nullable Object> target, FrameInput input, int tag, int count) {
        for (int i = 0; i < count; i++) {
            target.add(take(input, tag));
        }
        if (target.size() != count) {
            throw input.corrupt("elements that are equal", count);
        }
    }

    /// Puts entries.
    static void putAll(
            Map<@Nullable Object, @Nullable Object> target,
            FrameInput input,
            int keyTag,
            int valueTag,
            int count) {
        for (int i = 0; i < count; i++) {
            Object key = take(input, keyTag);
            target.put(key, take(input, valueTag));
        }
        if (target.size() != count) {
            throw input.corrupt("keys that are equal", count);
        }
    }

    private static Object take(FrameInput input, int tag) {
        return switch (tag) {
            case FrameLayout.STRING -> input.takeString();
            case FrameLayout.INTEGER -> input.takeInt();
            case FrameLayout.LONG -> input.takeLong();
            default -> Double.longBitsToDouble(input.takeLong());
        };
    }

    private static int leastBytes(FrameInput input, int tag) {
        return switch (tag) {
            case FrameLayout.STRING -> input.leastStringBytes();
            case FrameLayout.INTEGER -> Integer.BYTES;
            case FrameLayout.LONG, FrameLayout.DOUBLE -> Long.BYTES;
            default -> throw input.corrupt("elements of no plain kind", tag);
        };
    }
}
