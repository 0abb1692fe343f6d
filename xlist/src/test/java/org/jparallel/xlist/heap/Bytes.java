// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

/// Bytes anywhere off the heap, to be appended.
record Bytes(long address, long byteCount) implements FrameSource {
    @Override
    public void copyTo(long target) {
        RawMemory.copy(address, target, byteCount);
    }
}
