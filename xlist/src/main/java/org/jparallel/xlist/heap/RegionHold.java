// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.heap;

import java.lang.ref.Cleaner;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// A hold on the memory of a region, given up once: on purpose, or when the holder was forgotten,
/// which is reported if the process runs with `-Djparallel.debug=true`.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `onPurpose` | who gives up, before the action runs | volatile | the action | volatile |
@AnyThread
public final class RegionHold {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final System.Logger LOGGER = System.getLogger("org.jparallel.xlist");

    private final Action action;
    private final Cleaner.Cleanable life;

    private RegionHold(Object holder, Action action) {
        this.action = action;
        life = CLEANER.register(holder, action);
    }

    /// {@return the hold of an object}
    ///
    /// @param holder when it can no longer be reached, the hold is given up
    /// @param what named in the report, such as `region`
    /// @param byteCount named in the report
    /// @param giveUp gives the hold up; does not refer to the holder
    public static RegionHold of(Object holder, String what, long byteCount, Runnable giveUp) {
        return new RegionHold(holder, new Action(what, byteCount, giveUp));
    }

    /// Gives up. May be called again.
    public void giveUp() {
        action.onPurpose = true;
        life.clean();
    }

    private static final class Action implements Runnable {
        private final String what;
        private final long byteCount;
        private final Runnable giveUp;
        private final @Nullable Throwable madeAt;
        private volatile boolean onPurpose;

        private Action(String what, long byteCount, Runnable giveUp) {
            this.what = what;
            this.byteCount = byteCount;
            this.giveUp = giveUp;
            madeAt = Boolean.getBoolean("jparallel.debug") ? new Throwable("made here") : null;
        }

        @Override
        public void run() {
            if (!onPurpose && madeAt != null) {
                String report = what + " was never closed: byteCount=" + byteCount;
                LOGGER.log(System.Logger.Level.WARNING, report, madeAt);
            }
            giveUp.run();
        }
    }
}
