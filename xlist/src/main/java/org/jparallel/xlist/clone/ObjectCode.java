// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// Code that [CodeGenerator] makes for one class: its members one after the other, no arrays, no
/// boxes.
///
/// **Threads.** Any; it has no state.
abstract class ObjectCode {
    /// Writes the class and the members of a value.
    abstract void write(Object value, GraphWriter writer);

    /// Reads an object, after its class.
    ///
    /// @param branch finishes it if one of its parts is not made
    /// @param number its number
    /// @return the object, or what stands for it while it is not made
    abstract Object read(GraphReader reader, Branch branch, int number);

    // What generated code puts and takes as methods would, were there such of this kind.

    static void putFloat(FrameOutput output, float value) {
        output.putInt(Float.floatToRawIntBits(value));
    }

    static void putDouble(FrameOutput output, double value) {
        output.putLong(Double.doubleToRawLongBits(value));
    }

    static boolean takeBoolean(FrameInput input) {
        return input.takeByte() != 0;
    }

    static float takeFloat(FrameInput input) {
        return Float.intBitsToFloat(input.takeInt());
    }

    static double takeDouble(FrameInput input) {
        return Double.longBitsToDouble(input.takeLong());
    }

    /// Refuses a part that is not of the type of its member.
    static void check(Class<?> type, @Nullable Object part, GraphReader reader) {
        if (part != null && !type.isInstance(part)) {
            throw reader.input().corrupt("component of another type", reader.input().offset());
        }
    }
}
