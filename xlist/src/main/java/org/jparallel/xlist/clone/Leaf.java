// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.function.BiConsumer;
import java.util.function.Function;

/// A value that refers to no other.
///
/// @param tag the first byte of such a value
/// @param type its class
/// @param encode puts what follows the tag
/// @param decode takes what follows the tag
/// @param <T> its class
record Leaf<T>(
        int tag,
        Class<T> type,
        BiConsumer<T, FrameOutput> encode,
        Function<FrameInput, T> decode)
        implements Codec {

    void write(Object value, FrameOutput output) {
        output.putByte(tag);
        encode.accept(type.cast(value), output);
    }
}
