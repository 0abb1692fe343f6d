// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jparallel.Async;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestBasic` of PyParallel's `Lib/test/test_parallel.py`: `parallel.map`, which was a stub there.
///
/// | test | pins |
/// |---|---|
/// | `test1arg4data` | the results come in the order of the data |
/// | `testTwoArgs` | the same with two arguments, disabled there. Here a record holds them |
@Timeout(60)
class TestParallelTest {
    private record Pair(int x, int y) {}

    private static int squareWithGarbage(int x) {
        int z = x * x;
        List<Integer> list = new ArrayList<>(List.of(z));
        return Map.of("x", z, "y", list.getFirst()).get("y");
    }

    @Test
    void test1arg4data() {
        try (Async async = Async.open()) {
            assertThat(async.map(TestParallelTest::squareWithGarbage, List.of(1, 2, 3, 4)))
                    .containsExactly(1, 4, 9, 16);
        }
    }

    @Test
    void testTwoArgs() {
        List<Pair> data = List.of(new Pair(1, 4), new Pair(2, 3), new Pair(3, 2), new Pair(4, 1));
        try (Async async = Async.open()) {
            assertThat(async.map(pair -> pair.x * pair.y, data)).containsExactly(4, 6, 6, 4);
        }
    }
}
