// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/// Graphs of random objects that refer to each other at random, in every direction.
final class RandomGraphTest {
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void comesOutAsItWentIn(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Object value = new RandomGraph(new Random(seed), size).root();
        assertThat(Isomorphism.between(value, Cloned.nullable(value))).isEmpty();
    }
}
