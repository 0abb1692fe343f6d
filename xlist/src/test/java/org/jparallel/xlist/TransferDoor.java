// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jparallel.xlist.region.Transferable;
import org.jspecify.annotations.Nullable;

/// Every way in which a value passes with a transfer list.
enum TransferDoor {
    COPY {
        @Override
        @Nullable Object pass(@Nullable Object value, Transferable... transfers) {
            return StructuredClone.<@Nullable Object>copy(value, transfers);
        }
    },
    POP {
        @Override
        @Nullable Object pass(@Nullable Object value, Transferable... transfers) {
            try (XList<@Nullable Object> list = new XList<>()) {
                list.transfer(value, transfers);
                return list.pop();
            }
        }
    },
    TAKE_BATCH {
        @Override
        @Nullable Object pass(@Nullable Object value, Transferable... transfers) {
            List<@Nullable Object> taken = new ArrayList<>();
            try (XList<@Nullable Object> list = XList.bounded(1)) {
                list.transfer(value, Duration.ofSeconds(60), transfers);
                list.takeBatch(taken::add, 1);
            }
            return taken.getFirst();
        }
    },
    FLUSH {
        @Override
        @Nullable Object pass(@Nullable Object value, Transferable... transfers) {
            try (XList<@Nullable Object> list = new XList<>()) {
                list.transfer(value, transfers);
                return list.flush().getFirst();
            }
        }
    };

    abstract @Nullable Object pass(@Nullable Object value, Transferable... transfers);
}
