// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The generated code of one class, which is made when objects of it have been written and read so
/// often that it pays: making it takes milliseconds, a clone without it some microseconds.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `useCount` | any thread | plain | any thread | plain |
/// | `code` | any thread | plain | any thread | plain |
///
/// A use that is not counted makes the code later, two threads may make it twice. Code has no
/// state, so that whoever sees it can run it.
final class LateCode {
    /// How often objects of the class are written or read without it.
    static final int USE_COUNT = 32;

    private final Supplier<ObjectCode> maker;
    private int useCount;
    private @Nullable ObjectCode code;

    private LateCode(Supplier<ObjectCode> maker, int useCount) {
        this.maker = maker;
        this.useCount = useCount;
    }

    /// {@return code to be made; never if there are too many members}
    static LateCode of(Members members, Supplier<ObjectCode> maker) {
        return new LateCode(maker, CodeGenerator.canMake(members) ? 0 : Integer.MIN_VALUE);
    }

    /// Writes an object by its code; by its head and its parts while there is none.
    void write(Branch branch, Object value, GraphWriter writer) {
        ObjectCode made = use();
        if (made == null) {
            writer.writeParts(branch, value);
        } else {
            made.write(value, writer);
        }
    }

    /// {@return an object, read by its code; by its head and its parts while there is none}
    Object read(Branch branch, GraphReader reader, int number) {
        ObjectCode made = use();
        return made == null
                ? reader.readParts(branch, number)
                : made.read(reader, branch, number);
    }

    /// {@return the code; absent if it is not made yet}
    @Nullable ObjectCode use() {
        ObjectCode known = code;
        return known == null ? count() : known;
    }

    private @Nullable ObjectCode count() {
        if (useCount < 0 || useCount++ < USE_COUNT) {
            return null;
        }
        ObjectCode made = maker.get();
        code = made;
        return made;
    }
}
