// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import org.jparallel.loop.Sneaky;
import org.jparallel.work.Errback;
import org.jspecify.annotations.Nullable;

/// Where a failed work was submitted: a note suppressed in its exception when
/// `-Djparallel.debug=true`.
final class SubmissionSite extends Exception {
    private static final long serialVersionUID = 1L;

    private SubmissionSite() {
        super("the work was submitted here by thread " + Thread.currentThread().getName());
    }

    /// Adds the present call site to whatever goes to an errback, or to `run()` if there is none.
    static Errback trace(@Nullable Errback errback) {
        SubmissionSite site = new SubmissionSite();
        return failure -> {
            failure.addSuppressed(site);
            if (errback != null) {
                errback.accept(failure);
            } else {
                throw Sneaky.rethrow(failure);
            }
        };
    }
}
