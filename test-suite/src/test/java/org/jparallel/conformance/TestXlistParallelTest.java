// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jparallel.Async;
import org.jparallel.xlist.XList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestXlistParallel` of PyParallel's `Lib/async/test/test_xlist.py`. `System.nanoTime()`, which
/// may stand still from one call to the next, takes the place of the cycle counter.
///
/// | test | pins |
/// |---|---|
/// | `testBasicLen` | what a context pushed is popped on the main thread after `run()` |
@Timeout(60)
class TestXlistParallelTest {
    @Test
    void testBasicLen() {
        long before = System.nanoTime();
        XList<Long> list = new XList<>();
        try (Async async = Async.open()) {
            async.submitWork(() -> list.push(System.nanoTime()));
            async.run();
        }
        long after = System.nanoTime();
        long during = list.pop();
        assertThat(during - before).isNotNegative();
        assertThat(after - during).isNotNegative();
        list.close();
    }
}
