// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.xlist.heap.Payload;
import org.jparallel.xlist.type.SharedPayload;

/// What a [TypeSink] was given to share, as a part of its object.
///
/// @param shared what is shared
record TypePayload(SharedPayload shared) implements Payload {
    static final Leaf<TypePayload> LEAF =
            Leaf.ofValue(
                    FrameLayout.TYPE_PAYLOAD,
                    TypePayload.class,
                    TypePayload::put,
                    TypePayload::take);

    @Override
    public Payload again() {
        shared.retain();
        return this;
    }

    @Override
    public void release() {
        shared.release();
    }

    /// Retains it for the frame only now, when the frame is sure to release it.
    private static void put(TypePayload value, FrameOutput output) {
        value.shared.retain();
        output.putCount(output.attachments().attach(value));
    }

    private static TypePayload take(FrameInput input) {
        int index = input.takePayloadIndex();
        if (input.payload(index) instanceof TypePayload payload) {
            return payload;
        }
        throw input.corrupt("payload of another sort", index);
    }
}
