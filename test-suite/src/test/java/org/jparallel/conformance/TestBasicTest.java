// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jparallel.Async;
import org.jparallel.AsyncRunWithoutEventsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestBasic` of PyParallel's `Lib/async/test/test_work.py`.
///
/// | test | pins |
/// |---|---|
/// | `testCallingRunWithNoEventsFails` | `run_once()` before anything was ever submitted fails |
@Timeout(60)
class TestBasicTest {
    @Test
    void testCallingRunWithNoEventsFails() {
        try (Async async = Async.open()) {
            assertThatThrownBy(async::runOnce)
                    .isInstanceOf(AsyncRunWithoutEventsException.class);
        }
    }
}
