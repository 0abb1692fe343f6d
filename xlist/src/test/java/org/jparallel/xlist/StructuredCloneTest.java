// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.Async;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StructuredCloneTest {
    /// Copies another, longer value while it is made.
    private record Nosy(List<String> seen) {
        private Nosy {
            assertThat(StructuredClone.copy(Collections.nCopies(50, "noise"))).hasSize(50);
        }
    }

    private record Picky(int value) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    @Nested
    class OfAValue {
        @Test
        void isEqualAndSharesNothing() {
            List<int[]> value = new ArrayList<>(List.of(new int[] {1, 2}));
            List<int[]> copy = StructuredClone.copy(value);
            value.getFirst()[0] = 9;
            value.clear();
            assertThat(copy).hasSize(1);
            assertThat(copy.getFirst()).containsExactly(1, 2);
        }

        @Test
        void keepsNullAndIdentity() {
            assertThat(StructuredClone.<@Nullable Object>copy(null)).isNull();
            List<Object> shared = new ArrayList<>();
            Object[] copy = StructuredClone.copy(new Object[] {shared, shared, null});
            assertThat(copy[0]).isSameAs(copy[1]).isNotSameAs(shared);
            assertThat(copy[2]).isNull();
        }

        @Test
        void refusesWithThePath() {
            Map<String, Object> value = Map.of("lock", List.of(new ReentrantLock()));
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> StructuredClone.copy(value))
                    .withMessage(
                            "root.get(\"lock\")[0]: java.util.concurrent.locks.ReentrantLock")
                    .matches(refusal -> refusal.path().equals("root.get(\"lock\")[0]"));
            assertThat(StructuredClone.copy("next")).isEqualTo("next");
        }

        @Test
        void throwsWhatAConstructorThrows() {
            Object value = List.of(new Picky(1));
            Picky.isOpen = false;
            try {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> StructuredClone.copy(value))
                        .withMessage("from the constructor");
            } finally {
                Picky.isOpen = true;
            }
            assertThat(StructuredClone.copy(value)).isEqualTo(value);
        }
    }

    @Nested
    class OfWhatNobodyCanChange {
        @Test
        void isTheSameObjectInTheCopy() {
            String shortText = new String("key");
            String longText = "x".repeat(1_000);
            BigDecimal number = new BigDecimal("12.50");
            List<Object> mixed = new ArrayList<>(List.of(shortText, longText, number, shortText));
            List<Object> copy = StructuredClone.copy(mixed);
            assertThat(copy).isNotSameAs(mixed).isEqualTo(mixed);
            assertThat(copy.get(0)).isSameAs(shortText).isSameAs(copy.get(3));
            assertThat(copy.get(1)).isSameAs(longText);
            assertThat(copy.get(2)).isSameAs(number);
        }

        @Test
        void isInOrderHoweverManyThereAre() {
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                many.put("key" + i, "value" + i);
            }
            Object[] value = {many, new ArrayList<>(List.of("a", "b", 3, "c")), "end"};
            assertThat(StructuredClone.copy(value)).isEqualTo(value);
            assertThat(StructuredClone.copy(List.of("next"))).containsExactly("next");
        }

        @Test
        void isOfTheListOnceItWasPushed() {
            String text = new String("text");
            try (XList<List<String>> list = new XList<>()) {
                list.push(new ArrayList<>(List.of(text)));
                assertThat(list.pop().getFirst()).isEqualTo(text).isNotSameAs(text);
            }
        }

        @Test
        void countsWhereTheBytesAreLimited() {
            CloneLimits limits = CloneLimits.standard().withBytes(100);
            List<String> value = new ArrayList<>(List.of("x".repeat(101)));
            assertThatExceptionOfType(CloneLimitException.class)
                    .isThrownBy(() -> StructuredClone.copy(value, limits))
                    .withMessage("clone too large: path=root[0] limitBytes=100");
            assertThat(StructuredClone.copy(List.of("y"), limits)).containsExactly("y");
        }

        @Test
        void isCopiedOnceOrTwiceIfItIsAnArray() {
            long[] large = new long[1_000_000];
            large[999_999] = 7;
            Object[] value = {new int[] {1, 2}, large, "text", large, new boolean[] {true}};
            Object[] copy = StructuredClone.copy(value);
            assertThat(Arrays.deepEquals(copy, value)).isTrue();
            assertThat(copy[1]).isNotSameAs(large).isSameAs(copy[3]);
            assertThat(copy[0]).isNotSameAs(value[0]);
            assertThat(StructuredClone.copy(large)).isEqualTo(large).isNotSameAs(large);
        }

        @Test
        void isNoneOfTheBusinessOfTheNextFrame() {
            Object refused = new Object[] {"a", "b", new ReentrantLock()};
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> StructuredClone.copy(refused));
            assertThat(StructuredClone.copy(new Object[] {1, "c"})).containsExactly(1, "c");
            try (XList<Object> list = new XList<>()) {
                list.push(List.of("d", "e"));
                assertThat(list.pop()).isEqualTo(List.of("d", "e"));
            }
        }
    }

    @Nested
    class InTheMiddleOfAnother {
        @Test
        void leavesTheFrameOfTheOtherAlone() {
            Object value = List.of(new Nosy(List.of("a", "b")), "behind", new Nosy(List.of("c")));
            assertThat(StructuredClone.copy(value)).isEqualTo(value);
        }

        @Test
        void leavesTheFrameOfAPushThatWaitsAlone() {
            try (Async async = Async.open();
                    XList<List<String>> bounded = XList.bounded(1);
                    XList<List<String>> served = new XList<>()) {
                bounded.push(List.of("first"));
                async.submitWork(
                        () -> {
                            async.callFromMainThreadAndWait(() -> pushLong(served));
                            bounded.take();
                        });
                bounded.push(List.of("second"));
                async.run();
                assertThat(bounded.pop()).containsExactly("second");
                assertThat(served.pop()).containsExactly("x".repeat(100));
            }
        }

        private static boolean pushLong(XList<List<String>> list) {
            list.push(List.of("x".repeat(100)));
            return true;
        }
    }
}
