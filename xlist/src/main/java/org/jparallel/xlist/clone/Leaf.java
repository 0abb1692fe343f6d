// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How a value that refers to no other becomes bytes.
///
/// @param tag the first byte of such a value
/// @param type its class
/// @param keepsIdentity whether two references to one value stay references to one
/// @param encode puts what follows the tag
/// @param decode takes what follows the tag
/// @param <T> its class
record Leaf<T>(
        int tag,
        Class<T> type,
        boolean keepsIdentity,
        BiConsumer<T, FrameOutput> encode,
        Function<FrameInput, T> decode)
        implements Codec {
    /// Those that keep their identity, and yet cannot be changed.
    private static final Set<Class<?>> FIXED =
            Set.of(String.class, BigInteger.class, BigDecimal.class, UUID.class);

    /// {@return a codec of values that are what they hold, whose identity is not kept}
    static <T> Leaf<T> ofValue(
            int tag,
            Class<T> type,
            BiConsumer<T, FrameOutput> encode,
            Function<FrameInput, T> decode) {
        return new Leaf<>(tag, type, false, encode, decode);
    }

    /// {@return a codec of objects, whose identity is kept}
    static <T> Leaf<T> ofObject(
            int tag,
            Class<T> type,
            BiConsumer<T, FrameOutput> encode,
            Function<FrameInput, T> decode) {
        return new Leaf<>(tag, type, true, encode, decode);
    }

    /// {@return whether nobody can change such a value}
    boolean isFixed() {
        return !keepsIdentity || FIXED.contains(type);
    }

    /// Puts a value of the type.
    void write(Object value, FrameOutput output) {
        output.putByte(tag);
        putBare(value, output);
    }

    /// Puts a value of the type without its tag.
    void putBare(Object value, FrameOutput output) {
        encode.accept(type.cast(value), output);
    }

    /// {@return the value, taken after its tag}
    T read(FrameInput input) {
        try {
            return decode.apply(input);
        } catch (CorruptFrameException corrupt) {
            throw corrupt;
        } catch (RuntimeException refused) {
            CorruptFrameException corrupt = input.corrupt("impossible value of tag", tag);
            corrupt.initCause(refused);
            throw corrupt;
        }
    }
}
