// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.time.Duration;
import org.jparallel.io.netty.Link;

/// Why a connection does not read now. Only its event loop comes here.
final class ReadingPauses {
    static final int USER = 1;
    static final int WORK = 2;
    private static final int RATE = 4;

    private final Link link;
    private int reasons;

    ReadingPauses(Link link) {
        this.link = link;
    }

    void add(int reason) {
        if (reasons == 0) {
            link.pauseReading();
        }
        reasons |= reason;
    }

    void remove(int reason) {
        int left = reasons & ~reason;
        if (reasons != 0 && left == 0) {
            reasons = 0;
            link.resumeReading();
        }
        reasons = left;
    }

    /// Stops reading for some time, zero for none.
    void pauseFor(Duration time) {
        if (!time.isZero() && (reasons & RATE) == 0) {
            add(RATE);
            link.executeAfter(time, () -> remove(RATE));
        }
    }
}
