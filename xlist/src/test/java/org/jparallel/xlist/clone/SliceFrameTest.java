// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The frame of a slice or a view")
final class SliceFrameTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                FrameLayout.REGION_SLICE,
                FrameLayout.INT_VIEW,
                FrameLayout.LONG_VIEW,
                FrameLayout.DOUBLE_VIEW
            })
    void isRefusedWithoutARegion(int tag) {
        byte[] frame = {FrameLayout.TREE, (byte) tag, 8, 0, 1, FrameLayout.NULL};
        assertThatExceptionOfType(CorruptFrameException.class)
                .isThrownBy(() -> Frames.read(frame))
                .withMessageContaining("slice of something else");
    }
}
