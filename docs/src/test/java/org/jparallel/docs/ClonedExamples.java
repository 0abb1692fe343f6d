// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.util.logging.Logger;
import org.jparallel.xlist.type.Cloned;
import org.jspecify.annotations.Nullable;

/// What `clone.md` says of classes of one's own.
final class ClonedExamples {
    private ClonedExamples() {}

    @Cloned
    static final class Account {
        private final String owner;
        private long cents;
        private transient @Nullable Logger log; // null in the clone

        Account(String owner, long cents, Logger log) {
            this.owner = owner;
            this.cents = cents;
            this.log = log;
        }

        void pay(long amountCents) {
            cents += amountCents;
            if (log != null) {
                log.info(owner + " has " + cents);
            }
        }
    }
}
