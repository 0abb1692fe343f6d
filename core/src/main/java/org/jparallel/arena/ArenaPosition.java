// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

/// How far a context had come when a mark was taken.
///
/// @param chunkCount chunks it held
/// @param currentIndex the one it was bumping in, -1 if none
/// @param offset how far in that one
/// @param otherBytes bytes in use in all others
record ArenaPosition(int chunkCount, int currentIndex, long offset, long otherBytes) {
    static final ArenaPosition START = new ArenaPosition(0, -1, 0, 0);

    long usedBytes() {
        return otherBytes + offset;
    }
}
