// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Deque;
import org.jparallel.guard.AnyThread;

/// What hinders an object from being shared or frozen.
///
/// @param path where it is
/// @param type its class
/// @param reason why it cannot be shared
@AnyThread
public record ShareRefusal(String path, String type, String reason) {
    /// Longer paths lose their middle.
    private static final int STEP_LIMIT = 64;

    /// {@return a path of these steps}
    static String path(Deque<String> steps) {
        StringBuilder path = new StringBuilder("root");
        int index = 0;
        for (String step : steps) {
            if (steps.size() <= STEP_LIMIT
                    || index < STEP_LIMIT / 2
                    || index >= steps.size() - STEP_LIMIT / 2) {
                path.append(step);
            } else if (index == STEP_LIMIT / 2) {
                path.append("...(").append(steps.size() - STEP_LIMIT).append(" more)...");
            }
            index++;
        }
        return path.toString();
    }
}
