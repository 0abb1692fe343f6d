// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;

/// The numbers and bytes that a [TypeSink] took, as the first part of its object.
///
/// @param memory those of the sink, or those of the frame while it is read
record TypeBytes(MemorySegment memory) {
    static final Leaf<TypeBytes> LEAF =
            Leaf.ofValue(
                    FrameLayout.TYPE_BYTES,
                    TypeBytes.class,
                    (value, output) -> {
                        output.putCount(value.memory.byteSize());
                        output.putSegment(value.memory);
                    },
                    TypeBytes::take);

    /// What is in the window of the reader is copied: the window moves on before the object is
    /// made. What is off the heap stays there until the frame is read.
    private static TypeBytes take(FrameInput input) {
        MemorySegment space = input.takeSpace(input.takeCount());
        return new TypeBytes(
                space.isNative() ? space : MemorySegment.ofArray(space.toArray(FrameMemory.BYTE)));
    }
}
