// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloneTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "", "a", "\0", "a\0b", "\ud800", "\udc00x", "\udbff\udffd", "\u00ff", "\u0100"
            })
    void keepsEveryCharacter(@Nullable String value) {
        assertThat(cloned(value)).isEqualTo(value);
    }

    @Test
    void keepsLongStrings() {
        assertThat(cloned("abc".repeat(100_000))).isEqualTo("abc".repeat(100_000));
        assertThat(cloned("a\ud800c".repeat(100_000))).isEqualTo("a\ud800c".repeat(100_000));
    }

    @Test
    void keepsTheTypeAndBitsOfBoxes() {
        for (Object value :
                new Object[] {
                    true, (byte) -1, (short) -2, '\uffff', 3, Long.MIN_VALUE, -0.0f, -0.0,
                    Double.NaN
                }) {
            assertThat(cloned(value)).isEqualTo(value).hasSameClassAs(value);
        }
        Double payload = Double.longBitsToDouble(0x7ff8000000000005L);
        assertThat(cloned(payload))
                .isInstanceOfSatisfying(
                        Double.class,
                        copy ->
                                assertThat(Double.doubleToRawLongBits(copy))
                                        .isEqualTo(0x7ff8000000000005L));
    }

    @Test
    void copiesPrimitiveArrays() {
        int[] value = {1, -2, 3};
        assertThat(cloned(value)).isEqualTo(value).isNotSameAs(value);
        assertThat(cloned(new boolean[] {true, false})).isEqualTo(new boolean[] {true, false});
        assertThat(cloned(new byte[100_000])).isEqualTo(new byte[100_000]);
        assertThat(cloned(new double[] {-0.0})).isEqualTo(new double[] {-0.0});
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> cloned(new ReentrantLock()))
                .isInstanceOf(CloneRefusal.class)
                .hasMessage("root: java.util.concurrent.locks.ReentrantLock");
    }

    private static @Nullable Object cloned(@Nullable Object value) {
        CloneWriter writer = CloneWriter.current();
        writer.write(value);
        Object copy = CloneReader.current().read(writer.address(), writer.byteCount());
        writer.reset();
        return copy;
    }
}
