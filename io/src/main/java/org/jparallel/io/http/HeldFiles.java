// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Small files of a static directory that are held in memory, by the paths they were asked for.
///
/// To find and open a file costs more than to send a small one. A file that is held is looked at
/// again in each second that it is asked for, once, and read again if it has changed: an answer is
/// at most one tick of the server's clock old. When the limit is reached, all files are let go, and
/// those that are still asked for come back: nothing has to be counted or ordered at each use.
///
/// **Threads**: any.
final class HeldFiles {
    /// How large a file may be that is held; a larger one is sent from the disk's cache.
    static final int LIMIT_FILE_BYTES = 64 * 1024;

    /// What a file costs besides its bytes and its path, roughly.
    private static final int ENTRY_BYTES = 512;

    private final long limitBytes;
    private final ConcurrentHashMap<String, Entry> files = new ConcurrentHashMap<>();
    private long heldBytes;

    /// A file that is held.
    ///
    /// @param file the file, its body in memory
    /// @param place where and how it was found
    /// @param lookedSecond when it was last looked at
    record Entry(StaticFile file, StaticPlace place, long lookedSecond) {
        long byteCount(String path) {
            return ENTRY_BYTES + 2L * path.length() + file.size();
        }
    }

    /// Holds nothing yet.
    ///
    /// @param limitBytes how much memory to use, or zero to hold nothing
    HeldFiles(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// {@return the file held for a path}
    Optional<Entry> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /// Tells whether a file may be held.
    boolean isFor(String path, long size) {
        return size <= LIMIT_FILE_BYTES && ENTRY_BYTES + 2L * path.length() + size <= limitBytes;
    }

    /// Holds a file in the place of the one of its path, if there is one.
    synchronized void hold(String path, Entry entry) {
        long more = entry.byteCount(path);
        Entry before = files.get(path);
        long less = before == null ? 0 : before.byteCount(path);
        if (heldBytes + more - less > limitBytes) {
            files.clear();
            heldBytes = 0;
            less = 0;
        }
        files.put(path, entry);
        heldBytes += more - less;
    }

    /// {@return how many bytes are held, with what they cost besides}
    synchronized long heldBytes() {
        return heldBytes;
    }
}
