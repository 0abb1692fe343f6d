// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

/// How far a context had come when a mark was taken.
///
/// @param chunkCount chunks in use, the last of them the current one
/// @param offset bytes in use in the current one
/// @param earlierBytes bytes in use in the ones before
record ArenaPosition(int chunkCount, long offset, long earlierBytes) {
    static final ArenaPosition START = new ArenaPosition(0, 0, 0);

    long usedBytes() {
        return earlierBytes + offset;
    }
}
