// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void findsASampleByNameOrClassName() {
        assertThat(Samples.find("hello")).isEqualTo(Samples.find("s01hello")).isPresent();
        assertThat(Samples.find("nothing")).isEmpty();
    }

    @Test
    void listsEachSampleOnceWithALine() {
        assertThat(Samples.all()).extracting(Samples.Sample::name).doesNotHaveDuplicates();
        assertThat(Samples.all())
                .extracting(Samples.Sample::summary)
                .allMatch(summary -> summary.length() < 80);
    }
}
