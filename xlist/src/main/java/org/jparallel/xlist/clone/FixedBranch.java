// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/// How something immutable becomes bytes: no head, its parts.
///
/// @param tag the first byte
/// @param push pushes its parts
/// @param build makes it out of its parts
/// @param name names a part in a path
record FixedBranch(
        int tag,
        BiConsumer<Object, PartStack> push,
        Function<Branch.Parts, ?> build,
        BiFunction<Object, Integer, String> name)
        implements Branch {

    @Override
    public boolean isBuilt() {
        return true;
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        push.accept(value, parts);
    }

    @Override
    public Object open(FrameInput input) {
        return this;
    }

    @Override
    public Object close(Object opened, Parts parts) {
        return build.apply(parts);
    }

    @Override
    public String step(Object value, int partIndex) {
        return name.apply(value, partIndex);
    }
}
