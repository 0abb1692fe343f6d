// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.util.Arrays;
import org.jparallel.context.Holds;
import org.jspecify.annotations.Nullable;

/// What one thread holds: locks that were taken one by one, and a stack of critical sections.
///
/// Only that thread ever sees it.
final class HeldLocks implements Holds {
    private static final int FIRST_CAPACITY = 4;

    private final Thread thread = Thread.currentThread();

    /// Beyond `count` stands what was held before; it is not cleared, since to store the same again
    /// is cheaper.
    private @Nullable Protection[] protections = new Protection[FIRST_CAPACITY];

    private byte[] modes = new byte[FIRST_CAPACITY];
    private int count;
    private @Nullable CriticalSection innermost;
    private int waitDepth;

    private HeldLocks() {}

    /// {@return what the current thread holds}
    static HeldLocks current() {
        return Holds.current() instanceof HeldLocks held ? held : begun();
    }

    private static HeldLocks begun() {
        HeldLocks held = new HeldLocks();
        Holds.begin(held);
        return held;
    }

    /// {@return whether this is what the current thread holds}
    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    // --- locks -----------------------------------------------------------------------------------

    /// {@return how the lock is held, but for critical sections; null if it is not}
    @Nullable LockMode mode(Protection protection) {
        for (int i = count - 1; i >= 0; i--) {
            if (protections[i] == protection) {
                return LockMode.of(modes[i]);
            }
        }
        return null;
    }

    void add(Protection protection, LockMode mode) {
        if (count == protections.length) {
            protections = Arrays.copyOf(protections, 2 * count);
            modes = Arrays.copyOf(modes, 2 * count);
        }
        if (protections[count] != protection) {
            protections[count] = protection;
        }
        modes[count] = mode.code();
        count++;
    }

    /// {@return whether the lock was held in this way; it is not known any more}
    boolean remove(Protection protection, LockMode mode) {
        int last = count - 1;
        for (int i = last; i >= 0; i--) {
            if (protections[i] == protection && modes[i] == mode.code()) {
                if (i < last) {
                    System.arraycopy(protections, i + 1, protections, i, last - i);
                    System.arraycopy(modes, i + 1, modes, i, last - i);
                }
                count = last;
                return true;
            }
        }
        return false;
    }

    // --- critical sections -----------------------------------------------------------------------

    @Nullable CriticalSection innermost() {
        return innermost;
    }

    void innermost(@Nullable CriticalSection section) {
        innermost = section;
    }

    /// {@return how many waits this thread is in: the main thread serves calls in a wait, and these
    /// may have sections and waits of their own, at whose end the outer ones stay suspended}
    int waitDepth() {
        return waitDepth;
    }

    /// Releases the locks of all sections.
    void suspendSections() {
        for (CriticalSection section = innermost; section != null; section = section.outer()) {
            section.suspend();
        }
    }

    /// Takes the locks of the innermost section back, unless that belongs to an outer wait.
    void resumeInnermost() {
        CriticalSection section = innermost;
        if (section != null && section.waitDepth() == waitDepth) {
            section.resume();
        }
    }

    @Override
    public boolean waitBegins() {
        if (innermost == null) {
            return false;
        }
        suspendSections();
        waitDepth++;
        return true;
    }

    @Override
    public void waitEnds() {
        waitDepth--;
        resumeInnermost();
    }

    /// A section of this thread waits for its locks.
    void sectionWaits() {
        waitDepth++;
    }

    /// Ends what [#sectionWaits()] began.
    void sectionGoesOn() {
        waitDepth--;
    }

    @Override
    public void contextEnds() {
        if (count == 0 && innermost == null) {
            return;
        }
        suspendSections();
        StringBuilder what = new StringBuilder("context ended with locks held:");
        for (CriticalSection section = innermost; section != null; section = section.outer()) {
            what.append(" section=").append(section.firstTypeName());
        }
        innermost = null;
        while (count > 0) {
            Protection protection = protections[count - 1];
            LockMode mode = LockMode.of(modes[count - 1]);
            assert protection != null;
            what.append(' ').append(mode.text()).append('=').append(protection.typeName());
            protection.unlock(mode);
        }
        throw new IllegalStateException(what.toString());
    }
}
