// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jparallel.xlist.NotCloneableException;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jparallel.xlist.type.Cloned;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

@DisplayName("An object of a class that is @Cloned")
@SuppressWarnings({"UnusedVariable", "FieldCanBeFinal"}) // fields are read through a clone
final class ObjectTest {
    private static final int DEPTH = 200;

    private static int codeCount;

    @Cloned
    private static class Numbers {
        private boolean truth = true;
        private byte small = -7;
        private short two = -300;
        private char letter = '\ud800';
        private int four = Integer.MIN_VALUE;
        private long eight = Long.MAX_VALUE;
        private float single = Float.intBitsToFloat(0x7fc0_1234);
        private double twice = -0.0;
    }

    @Cloned
    private static final class Account extends Numbers {
        private final String owner;
        private final int[] history;
        private final List<Object> notes = new ArrayList<>(List.of("n", 1));
        private transient @Nullable Thread keeper = Thread.currentThread();
        private transient int watch = 5;
        private @Nullable Object nothing;
        private long eight = 8;

        private Account(String owner, int... history) {
            codeCount++;
            this.owner = owner;
            this.history = history;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new AssertionError("asked");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("asked");
        }
    }

    @Cloned
    private static final class Node {
        private int number;
        private @Nullable Object next;

        private Node(int number, @Nullable Object next) {
            this.number = number;
            this.next = next;
        }
    }

    private record Holder(String name, Node node, int number) {
        private Holder {
            Objects.requireNonNull(node);
        }
    }

    @Cloned
    private static final class Empty {}

    private static class Plain {}

    @Cloned
    private static final class OfPlain extends Plain {}

    private static final class OfNumbers extends Numbers {}

    @Cloned
    private static final class WithLock {
        private final Object[] parts = {1, new Plain()};
    }

    @Cloned
    private final class Inner {
        private final int value = 3;

        private ObjectTest around() {
            return ObjectTest.this;
        }
    }

    @Nested
    @DisplayName("with fields")
    final class Fields {
        @RepeatedTest(LateCode.USE_COUNT)
        void keepsEachBitOfItsNumbers() {
            Numbers value = new Numbers();
            value.four = 4;
            Numbers copy = StructuredClone.copy(value);
            assertThat(copy).isNotSameAs(value).isExactlyInstanceOf(Numbers.class);
            assertThat(copy.truth).isTrue();
            assertThat(copy.small).isEqualTo((byte) -7);
            assertThat(copy.two).isEqualTo((short) -300);
            assertThat(copy.letter).isEqualTo('\ud800');
            assertThat(copy.four).isEqualTo(4);
            assertThat(copy.eight).isEqualTo(Long.MAX_VALUE);
            assertThat(Float.floatToRawIntBits(copy.single)).isEqualTo(0x7fc0_1234);
            assertThat(Double.doubleToRawLongBits(copy.twice)).isEqualTo(Long.MIN_VALUE);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void keepsFinalOnesAndThoseOfItsSuperclass() {
            Account value = new Account("Ada", 1, 2);
            ((Numbers) value).eight = 9;
            Account copy = StructuredClone.copy(value);
            assertThat(copy.owner).isEqualTo("Ada");
            assertThat(copy.history).isNotSameAs(value.history).containsExactly(1, 2);
            assertThat(copy.notes).isNotSameAs(value.notes).containsExactly("n", 1);
            assertThat(copy.nothing).isNull();
            assertThat(copy.eight).isEqualTo(8);
            assertThat(((Numbers) copy).eight).isEqualTo(9);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void leavesTransientOnesAtTheirDefault() {
            Account copy = StructuredClone.copy(new Account("Ada"));
            assertThat(copy.keeper).isNull();
            assertThat(copy.watch).isZero();
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void runsNoCodeOfTheClass() {
            Account value = new Account("Ada");
            codeCount = 0;
            assertThat(StructuredClone.copy(List.of(value))).hasSize(1);
            assertThat(codeCount).isZero();
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void mayHaveNone() {
            Empty value = new Empty();
            List<Empty> copy = StructuredClone.copy(List.of(value, value));
            assertThat(copy.getFirst()).isNotSameAs(value).isSameAs(copy.get(1));
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void countsTheirValuesAsElements() {
            Node value = new Node(1, "x");
            CloneLimits three = CloneLimits.standard().withElements(3);
            assertThat(StructuredClone.copy(value, three).next).isEqualTo("x");
            assertThatThrownBy(() -> StructuredClone.copy(value, three.withElements(2)))
                    .isInstanceOf(CloneLimitException.class)
                    .hasMessage("clone too large: path=root limitElements=2");
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void isClonedWithTheObjectAroundIt() {
            Inner value = new Inner();
            assertThat(value.around()).isNotNull();
            assertThatThrownBy(() -> StructuredClone.copy(value))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage("root.this$0: " + ObjectTest.class.getName());
        }
    }

    @Nested
    @DisplayName("in a graph")
    final class Graphs {
        @RepeatedTest(LateCode.USE_COUNT)
        void keepsOneObjectOne() {
            Node shared = new Node(1, null);
            Node[] copy = StructuredClone.copy(new Node[] {shared, new Node(2, shared)});
            assertThat(copy[1].next).isSameAs(copy[0]).isNotSameAs(shared);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void mayReferToItself() {
            Node value = new Node(1, null);
            value.next = value;
            Node copy = StructuredClone.copy(value);
            assertThat(copy.next).isSameAs(copy).isNotSameAs(value);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void mayBeInACycleThroughARecord() {
            Node value = new Node(5, null);
            value.next = new Holder("h", value, 7);
            Node copy = StructuredClone.copy(value);
            Holder holder = (Holder) Objects.requireNonNull(copy.next);
            assertThat(holder.node()).isSameAs(copy);
            assertThat(holder.number()).isEqualTo(7);

            Holder fromTheRecord = StructuredClone.copy((Holder) value.next);
            assertThat(fromTheRecord.node().next).isSameAs(fromTheRecord);
            assertThat(fromTheRecord.node().number).isEqualTo(5);
            assertThat(fromTheRecord.name()).isEqualTo("h");
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void mayBeAKeyOrAValue() {
            Map<Object, Object> value = new HashMap<>();
            Node key = new Node(1, value);
            value.put(key, key);
            Map<Object, Object> copy = StructuredClone.copy(value);
            Object copyOfKey = copy.keySet().iterator().next();
            assertThat(copy.get(copyOfKey)).isSameAs(copyOfKey).isNotSameAs(key);
            assertThat(((Node) copyOfKey).next).isSameAs(copy);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void mayBeDeepAndReferUpwards() {
            Node bottom = new Node(0, null);
            Object chain = bottom;
            for (int i = 1; i <= DEPTH; i++) {
                Node node = new Node(i, chain);
                chain = i % 3 == 0 ? new Holder("h" + i, node, i) : node;
            }
            bottom.next = chain;
            Object copy = StructuredClone.copy(chain);
            int depth = 0;
            Object at = copy;
            while (depth < DEPTH || at != copy) {
                if (at instanceof Holder holder) {
                    assertThat(holder.number()).isEqualTo(holder.node().number);
                    assertThat(holder.name()).isEqualTo("h" + holder.number());
                    at = holder.node();
                }
                at = Objects.requireNonNull(((Node) Objects.requireNonNull(at)).next);
                depth++;
            }
            assertThat(depth).isEqualTo(DEPTH + 1);
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void isOneOfAMillionInARow() {
            Object chain = null;
            for (int i = 0; i < 1_000_000; i++) {
                chain = new Node(i, chain);
            }
            Object copy = StructuredClone.copy(chain);
            for (int i = 999_999; i >= 0; i--) {
                Node node = (Node) Objects.requireNonNull(copy);
                assertThat(node.number == i).isTrue();
                copy = node.next;
            }
            assertThat(copy).isNull();
        }
    }

    @Nested
    @DisplayName("is refused")
    final class Refusals {
        @RepeatedTest(LateCode.USE_COUNT)
        void ifItsOwnClassIsNot() {
            assertThatThrownBy(() -> StructuredClone.copy(List.of(new OfNumbers())))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage(
                            "root[0]: "
                                    + OfNumbers.class.getName()
                                    + " (it is not @Cloned as "
                                    + Numbers.class.getName()
                                    + " above it is)");
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void ifAClassAboveItIsNot() {
            assertThatThrownBy(() -> StructuredClone.copy(new OfPlain()))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage(
                            "root: "
                                    + OfPlain.class.getName()
                                    + " ("
                                    + Plain.class.getName()
                                    + " above it is not @Cloned)");
        }

        @RepeatedTest(LateCode.USE_COUNT)
        void withThePathToWhatCannotBeCloned() {
            assertThatThrownBy(() -> StructuredClone.copy(new Node(1, new WithLock())))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage("root.next.parts[1]: " + Plain.class.getName());
        }
    }

    @Nested
    @DisplayName("in a corrupt frame")
    final class Corrupt {
        @RepeatedTest(LateCode.USE_COUNT)
        void neverHoldsAPartOfAnotherType() {
            Account value = new Account("Ada", 1, 2, 3);
            value.nothing = new Holder("h", new Node(1, value), 2);
            byte[] frame = frame(value);
            Random random = new Random(20_261_121);
            int refusedCount = 0;
            for (int i = 0; i < 20_000; i++) {
                byte[] changed = frame.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                refusedCount += isRefused(changed) ? 1 : 0;
            }
            assertThat(refusedCount).isGreaterThan(1_000);
        }

        private boolean isRefused(byte[] frame) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment memory = arena.allocate(frame.length);
                MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, 0, frame.length);
                CloneReader.current().read(memory.address(), frame.length);
                return false;
            } catch (CorruptFrameException expected) {
                return true;
            } catch (ClassCastException
                    | IllegalArgumentException
                    | IllegalStateException
                    | NullPointerException ofACollection) {
                assertThat(ofACollection.getStackTrace()).isNotNull();
                return true;
            }
        }

        private byte[] frame(Object value) {
            CloneWriter writer = CloneWriter.current();
            writer.write(value);
            byte[] bytes = new byte[(int) writer.byteCount()];
            MemorySegment.copy(
                    FrameMemory.ALL,
                    ValueLayout.JAVA_BYTE,
                    writer.address(),
                    bytes,
                    0,
                    bytes.length);
            writer.reset();
            return bytes;
        }
    }
}
