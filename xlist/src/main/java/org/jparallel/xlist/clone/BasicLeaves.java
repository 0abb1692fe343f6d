// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.List;

/// Strings and the boxes of primitive values, bit for bit.
final class BasicLeaves {
    static final List<Leaf<?>> ALL =
            List.of(
                    new Leaf<>(
                            FrameLayout.STRING,
                            String.class,
                            (value, output) -> output.putString(value),
                            FrameInput::takeString),
                    new Leaf<>(
                            FrameLayout.BOOLEAN,
                            Boolean.class,
                            (value, output) -> output.putByte(value ? 1 : 0),
                            input -> input.takeByte() != 0),
                    new Leaf<>(
                            FrameLayout.BYTE,
                            Byte.class,
                            (value, output) -> output.putByte(value),
                            FrameInput::takeByte),
                    new Leaf<>(
                            FrameLayout.SHORT,
                            Short.class,
                            (value, output) -> output.putShort(value),
                            FrameInput::takeShort),
                    new Leaf<>(
                            FrameLayout.CHARACTER,
                            Character.class,
                            (value, output) -> output.putShort((short) (char) value),
                            input -> (char) input.takeShort()),
                    new Leaf<>(
                            FrameLayout.INTEGER,
                            Integer.class,
                            (value, output) -> output.putInt(value),
                            FrameInput::takeInt),
                    new Leaf<>(
                            FrameLayout.LONG,
                            Long.class,
                            (value, output) -> output.putLong(value),
                            FrameInput::takeLong),
                    new Leaf<>(
                            FrameLayout.FLOAT,
                            Float.class,
                            (value, output) -> output.putInt(Float.floatToRawIntBits(value)),
                            input -> Float.intBitsToFloat(input.takeInt())),
                    new Leaf<>(
                            FrameLayout.DOUBLE,
                            Double.class,
                            (value, output) -> output.putLong(Double.doubleToRawLongBits(value)),
                            input -> Double.longBitsToDouble(input.takeLong())));

    private BasicLeaves() {}
}
