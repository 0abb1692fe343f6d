// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.List;

/// Strings and the boxes of primitive values, bit for bit.
///
/// Boxes keep no identity, nor do short strings: nobody should look at it, and finding them again
/// costs more than writing them. A long string that is met twice is written once.
final class BasicLeaves {
    /// Strings of so many characters are written once.
    static final int LONG_LENGTH = 64;

    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.LONG_STRING,
                            String.class,
                            (value, output) -> output.putString(value),
                            FrameInput::takeString),
                    Leaf.ofValue(
                            FrameLayout.BOOLEAN,
                            Boolean.class,
                            (value, output) -> output.putByte(value ? 1 : 0),
                            input -> input.takeByte() != 0),
                    Leaf.ofValue(
                            FrameLayout.BYTE,
                            Byte.class,
                            (value, output) -> output.putByte(value),
                            FrameInput::takeByte),
                    Leaf.ofValue(
                            FrameLayout.SHORT,
                            Short.class,
                            (value, output) -> output.putShort(value),
                            FrameInput::takeShort),
                    Leaf.ofValue(
                            FrameLayout.CHARACTER,
                            Character.class,
                            (value, output) -> output.putShort((short) (char) value),
                            input -> (char) input.takeShort()),
                    Leaf.ofValue(
                            FrameLayout.INTEGER,
                            Integer.class,
                            (value, output) -> output.putInt(value),
                            FrameInput::takeInt),
                    Leaf.ofValue(
                            FrameLayout.LONG,
                            Long.class,
                            (value, output) -> output.putLong(value),
                            FrameInput::takeLong),
                    Leaf.ofValue(
                            FrameLayout.FLOAT,
                            Float.class,
                            (value, output) -> output.putInt(Float.floatToRawIntBits(value)),
                            input -> Float.intBitsToFloat(input.takeInt())),
                    Leaf.ofValue(
                            FrameLayout.DOUBLE,
                            Double.class,
                            (value, output) -> output.putLong(Double.doubleToRawLongBits(value)),
                            input -> Double.longBitsToDouble(input.takeLong())));

    /// A value that is passed as it is, since nobody can change it.
    static final Leaf<Object> SHARED =
            Leaf.ofValue(
                    FrameLayout.SHARED,
                    Object.class,
                    (value, output) -> output.putShared(value),
                    input -> input.takeShared(Object.class));

    private BasicLeaves() {}
}
