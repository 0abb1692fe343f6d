// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The generated code of one class, which is made when objects of it have been written and read so
/// often that it pays: making it takes a thousand times as long as a clone without it.
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
