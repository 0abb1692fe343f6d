// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jparallel.Async;
import org.jparallel.xlist.Isolation;
import org.jparallel.xlist.Shareable;
import org.jparallel.xlist.Unshareable;
import org.jparallel.xlist.XList;

/// The code of `docs/clone.md` on what is shared instead of cloned.
final class SharingExamples {
    private SharingExamples() {}

    static boolean check(Object order) {
        Optional<Unshareable> obstacle = Shareable.check(order);
        return obstacle.isEmpty();
    }

    static int freeze(Map<String, List<Integer>> prices) {
        Map<String, List<Integer>> frozen = Shareable.freeze(prices);
        return frozen.size();
    }

    static void require(Async async, XList<String> results, String text) {
        async.submitWork(Isolation.require(() -> results.push(text)));
    }
}
