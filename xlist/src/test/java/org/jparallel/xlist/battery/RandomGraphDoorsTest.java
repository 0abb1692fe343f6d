// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jparallel.Async;
import org.jparallel.xlist.clone.Isomorphism;
import org.jparallel.xlist.clone.RandomGraph;
import org.jspecify.annotations.Nullable;

/// Graphs of random objects through every [Door].
final class RandomGraphDoorsTest {
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void comesOutAsItWentIn(
            @ForAll Door door,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int size)
            throws Throwable {
        Object value = new RandomGraph(new Random(seed), size).root();
        try (Async async = Async.open()) {
            @Nullable Object copy = door.pass(async, value);
            assertThat(Isomorphism.between(value, copy)).as(door.name()).isEmpty();
        }
    }
}
