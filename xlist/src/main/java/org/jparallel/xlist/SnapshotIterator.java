// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jparallel.xlist.heap.FrameCopy;
import org.jparallel.xlist.heap.LogSnapshot;
import org.jspecify.annotations.Nullable;

/// Builds the elements of a snapshot one by one.
///
/// It keeps the list reachable, and lets the chunks go at its end or, forgotten before, when the
/// garbage collector has found it.
final class SnapshotIterator<T extends @Nullable Object> implements Iterator<T> {
    private static final Cleaner CLEANER = Cleaner.create();

    private final XList<T> list;

    private final LogSnapshot snapshot;
    private final Cleaner.Cleanable life;

    SnapshotIterator(XList<T> list, LogSnapshot snapshot) {
        this.list = list;
        this.snapshot = snapshot;
        life = CLEANER.register(this, snapshot::close);
    }

    @Override
    public boolean hasNext() {
        if (!snapshot.hasNext()) {
            life.clean();
            return false;
        }
        return true;
    }

    @Override
    public T next() {
        try (FrameCopy copy = FrameCopy.open()) {
            if (!snapshot.take(copy)) {
                throw new NoSuchElementException("no more elements");
            }
            return list.decodeAgain(copy);
        }
    }
}
