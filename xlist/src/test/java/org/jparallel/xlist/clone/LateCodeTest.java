// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The other tests of records and of objects run as often as it takes to get their code made, so
/// that each of them is a test of both ways.
class LateCodeTest {
    private static final ObjectCode CODE =
            new ObjectCode() {
                @Override
                void write(Object value, GraphWriter writer) {}

                @Override
                Object read(GraphReader reader, Branch branch, int number) {
                    return branch;
                }
            };

    private static Members members(int count) {
        List<Class<?>> types = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> types.add(long.class));
        return new Members(List.of(), types, List.of());
    }

    @Test
    void isMadeOnceWhenItPays() {
        AtomicInteger madeCount = new AtomicInteger();
        LateCode late =
                LateCode.of(
                        members(1),
                        () -> {
                            madeCount.incrementAndGet();
                            return CODE;
                        });
        for (int i = 0; i < LateCode.USE_COUNT; i++) {
            assertThat(late.use()).isNull();
        }
        assertThat(madeCount).hasValue(0);
        assertThat(late.use()).isSameAs(CODE);
        assertThat(late.use()).isSameAs(CODE);
        assertThat(madeCount).hasValue(1);
    }

    @Test
    void isNeverMadeForTooManyMembers() {
        LateCode late = LateCode.of(members(1_000), () -> CODE);
        for (int i = 0; i < 10 * LateCode.USE_COUNT; i++) {
            assertThat(late.use()).isNull();
        }
    }
}
