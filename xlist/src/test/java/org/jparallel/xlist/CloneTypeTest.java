// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.type.CloneLimitException;
import org.jparallel.xlist.type.CloneLimits;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A clone type")
final class CloneTypeTest {
    /// Of everything that can be put.
    private static final class All {
        private boolean truth = true;
        private byte small = -1;
        private short half = -2;
        private char letter = '\ud800';
        private int number = 1 << 30;
        private long large = Long.MIN_VALUE;
        private float single = Float.intBitsToFloat(0x7fc00005);
        private double exact = -0.0;
        private byte[] bytes = {1, 2};
        private String text = "t\0\udc00";
        private @Nullable Object value;
        private @Nullable Object other;
    }

    private static final class AllType implements CloneType<All> {
        @Override
        public Class<All> type() {
            return All.class;
        }

        @Override
        public void write(All all, CloneSink sink) {
            sink.putBoolean(all.truth);
            sink.putByte(all.small);
            sink.putValue(all.value);
            sink.putShort(all.half);
            sink.putChar(all.letter);
            sink.putString(all.text);
            sink.putInt(all.number);
            sink.putLong(all.large);
            sink.putBytes(all.bytes);
            all.bytes[0] = 99;
            sink.putFloat(all.single);
            sink.putDouble(all.exact);
            sink.putValue(all.other);
        }

        @Override
        public All read(CloneSource source) {
            All all = new All();
            all.truth = source.takeBoolean();
            all.small = source.takeByte();
            all.half = source.takeShort();
            all.letter = source.takeChar();
            all.number = source.takeInt();
            all.large = source.takeLong();
            all.bytes = source.takeBytes();
            all.single = source.takeFloat();
            all.exact = source.takeDouble();
            all.value = source.takeValue();
            all.text = source.takeString();
            all.other = source.takeValue();
            return all;
        }
    }

    /// Whose type does what a test says.
    private static final class Scripted {
        private static Writing writing = (value, sink) -> {};
        private static Reading reading = source -> new Scripted();

        private interface Writing {
            void write(Scripted value, CloneSink sink) throws Exception;
        }

        private interface Reading {
            Scripted read(CloneSource source) throws Exception;
        }
    }

    private static final class ScriptedType implements CloneType<Scripted> {
        @Override
        public Class<Scripted> type() {
            return Scripted.class;
        }

        @Override
        public void write(Scripted value, CloneSink sink) throws Exception {
            Scripted.writing.write(value, sink);
        }

        @Override
        public Scripted read(CloneSource source) throws Exception {
            return Scripted.reading.read(source);
        }
    }

    /// Public, like its clone type.
    public static class Provided {
        private int number;
    }

    private static final class Derived extends Provided {}

    /// Named in `META-INF/services` of the tests.
    public static final class ProvidedType implements CloneType<Provided> {
        @Override
        public Class<Provided> type() {
            return Provided.class;
        }

        @Override
        public void write(Provided value, CloneSink sink) {
            sink.putInt(value.number);
        }

        @Override
        public Provided read(CloneSource source) {
            Provided made = new Provided();
            made.number = source.takeInt();
            return made;
        }
    }

    private static final class Late {}

    private record LateType(Class<?> of) implements CloneType<Object> {
        @Override
        @SuppressWarnings("unchecked") // never asked for an object
        public Class<Object> type() {
            return (Class<Object>) of;
        }

        @Override
        public void write(Object value, CloneSink sink) {}

        @Override
        public Object read(CloneSource source) {
            return new Object();
        }
    }

    /// Frames of other tests, spoilt on purpose, may read one.
    @AfterEach
    void forgetTheScript() {
        Scripted.writing = (value, sink) -> {};
        Scripted.reading = source -> new Scripted();
    }

    static {
        StructuredClone.register(new AllType());
        StructuredClone.register(new ScriptedType());
    }

    @Nested
    @DisplayName("that writes everything")
    final class ThatWritesEverything {
        @Test
        void readsWhatItWrote() {
            All all = new All();
            all.value = new ArrayList<>(List.of("x"));
            all.other = Locale.GERMANY;
            All copy = StructuredClone.copy(all);
            assertThat(copy.truth).isTrue();
            assertThat(copy.small).isEqualTo((byte) -1);
            assertThat(copy.half).isEqualTo((short) -2);
            assertThat(copy.letter).isEqualTo('\ud800');
            assertThat(copy.number).isEqualTo(1 << 30);
            assertThat(copy.large).isEqualTo(Long.MIN_VALUE);
            assertThat(Float.floatToRawIntBits(copy.single)).isEqualTo(0x7fc00005);
            assertThat(Double.doubleToRawLongBits(copy.exact)).isEqualTo(1L << 63);
            assertThat(copy.bytes).containsExactly(1, 2);
            assertThat(copy.text).isEqualTo("t\0\udc00");
            assertThat(copy.value).isEqualTo(all.value).isNotSameAs(all.value);
            assertThat(copy.other).isEqualTo(Locale.GERMANY);
        }

        @Test
        void keepsIdentityInAndAroundIt() {
            All all = new All();
            List<Object> list = new ArrayList<>();
            all.value = list;
            all.other = list;
            list.add(all);
            List<All> copies = StructuredClone.copy(List.of(all, all));
            All copy = copies.getFirst();
            assertThat(copies.getLast()).isSameAs(copy);
            assertThat(copy.value).isSameAs(copy.other);
            assertThat(((List<?>) Objects.requireNonNull(copy.value)).getFirst()).isSameAs(copy);
        }

        @Test
        void namesItselfWhereItsBytesReachTheLimit() {
            assertThatThrownBy(
                            () ->
                                    StructuredClone.copy(
                                            List.of(new All()),
                                            CloneLimits.standard().withBytes(12)))
                    .isInstanceOf(CloneLimitException.class)
                    .hasMessage("clone too large: path=root[0] limitBytes=12");
        }

        @Test
        void refusesACycleOfItsObjectsAlone() {
            All all = new All();
            all.value = all;
            assertThatThrownBy(() -> StructuredClone.copy(all))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage(
                            "root.written[0]: org.jparallel.xlist.CloneTypeTest$All"
                                    + " (a cycle of immutable objects)");
        }

        @Test
        void namesThePathOfWhatItHolds() {
            All all = new All();
            all.other = List.of(new ReentrantLock());
            assertThatThrownBy(() -> StructuredClone.copy(List.of(all)))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage(
                            "root[0].written[2][0]: java.util.concurrent.locks.ReentrantLock");
        }

        @Test
        void goesAsDeepAsItsObjectsGo() {
            All outer = new All();
            for (int i = 0; i < 200_000; i++) {
                All next = new All();
                next.value = outer;
                outer = next;
            }
            All copy = StructuredClone.copy(outer);
            int depth = 0;
            while (copy.value instanceof All next) {
                copy = next;
                depth++;
            }
            assertThat(depth).isEqualTo(200_000);
        }

        @Test
        void crossesAList() {
            try (XList<All> list = new XList<>()) {
                list.push(new All());
                assertThat(list.pop().text).isEqualTo("t\0\udc00");
            }
        }

        @Test
        void copiesMemory() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment memory = arena.allocate(100_000);
                memory.set(ValueLayout.JAVA_BYTE, 99_999, (byte) 7);
                MemorySegment target = arena.allocate(200_000);
                Scripted.writing = (value, sink) -> sink.putMemory(memory);
                Scripted.reading =
                        source -> {
                            MemorySegment small = MemorySegment.ofArray(new byte[1]);
                            assertThatThrownBy(() -> source.takeMemory(small))
                                    .isInstanceOf(IndexOutOfBoundsException.class)
                                    .hasMessage(
                                            "target too small: byteCount=100000 targetBytes=1");
                            assertThat(source.takeMemory(target)).isEqualTo(100_000);
                            return new Scripted();
                        };
                StructuredClone.copy(new Scripted());
                assertThat(target.get(ValueLayout.JAVA_BYTE, 99_999))
                        .isEqualTo((byte) 7);
            }
        }
    }

    @Nested
    @DisplayName("that is wrong")
    final class ThatIsWrong {
        private static final String NAMES =
                "cloneType=org.jparallel.xlist.CloneTypeTest$ScriptedType"
                        + " type=org.jparallel.xlist.CloneTypeTest$Scripted";

        @Test
        void isToldThatItReadsTooLittle() {
            script((value, sink) -> sink.putLong(1), source -> new Scripted());
            assertFails("clone type reads less than it wrote: " + NAMES + " leftBytes=8");
            script((value, sink) -> sink.putValue("x"), source -> new Scripted());
            assertFails("clone type reads less than it wrote: " + NAMES + " leftBytes=0");
        }

        @Test
        void isToldThatItReadsTooMuch() {
            script((value, sink) -> sink.putInt(1), source -> made(source.takeLong()));
            assertFails("clone type reads more than it wrote: " + NAMES + " leftBytes=4");
            script((value, sink) -> {}, source -> made(source.takeString()));
            assertFails("clone type reads more than it wrote: " + NAMES + " leftBytes=0");
            script((value, sink) -> sink.putLong(-5), source -> made(source.takeBytes()));
            assertFails("clone type reads bytes where it wrote none: " + NAMES);
        }

        @Test
        void isToldThatItReadsAnotherClass() {
            script((value, sink) -> sink.putValue(1), source -> made(source.takeString()));
            assertFails("clone type reads a text where it wrote none: " + NAMES);
            script(
                    (value, sink) -> sink.putValue(1),
                    source -> made(source.takeValue(Locale.class)));
            assertFails(
                    "clone type reads another class than it wrote: wanted=java.util.Locale"
                            + " value=java.lang.Integer "
                            + NAMES);
            script((value, sink) -> sink.putValue(1), source -> made(source.takeShared()));
            assertFails("clone type reads a payload where it wrote none: " + NAMES);
        }

        @Test
        void throwsTheVeryExceptionOfItsCode() {
            IOException failure = new IOException("mine");
            script(
                    (value, sink) -> {
                        throw failure;
                    },
                    source -> new Scripted());
            assertThatThrownBy(() -> StructuredClone.copy(new Scripted())).isSameAs(failure);
            script(
                    (value, sink) -> {},
                    source -> {
                        throw failure;
                    });
            assertThatThrownBy(() -> StructuredClone.copy(new Scripted())).isSameAs(failure);
            script((value, sink) -> {}, source -> new Scripted());
            assertThat(StructuredClone.copy(new Scripted())).isNotNull();
        }

        @Test
        void throwsWhatItsSourceThrows() {
            script(
                    (value, sink) -> sink.putBytes(new byte[5]),
                    source -> made(source.takeMemory(MemorySegment.ofArray(new byte[1]))));
            assertThatThrownBy(() -> StructuredClone.copy(new Scripted()))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("target too small: byteCount=5 targetBytes=1");
        }

        @Test
        void cannotUseItsSinkAndSourceLater() {
            List<CloneSink> sinks = new ArrayList<>();
            List<CloneSource> sources = new ArrayList<>();
            script((value, sink) -> sinks.add(sink), source -> made(sources.add(source)));
            StructuredClone.copy(new Scripted());
            assertThatThrownBy(() -> sinks.getFirst().putInt(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("sink used after its write has returned");
            assertThatThrownBy(() -> sinks.getFirst().putValue(1))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sources.getFirst().takeValue())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source used after its read has returned");
        }

        @Test
        void mayCloneInTheMiddle() {
            script(
                    (value, sink) -> {
                        sink.putInt(StructuredClone.copy(List.of(1, 2)).size());
                        sink.putValue(StructuredClone.copy(List.of(new Provided())));
                        sink.putInt(7);
                    },
                    source -> {
                        assertThat(source.takeInt()).isEqualTo(2);
                        StructuredClone.copy(List.of(new Provided()));
                        assertThat(source.takeInt()).isEqualTo(7);
                        assertThat(source.takeValue(List.class).size()).isEqualTo(1);
                        return new Scripted();
                    });
            assertThat(StructuredClone.copy(new Scripted())).isNotNull();
        }

        private static Scripted made(Object taken) {
            assertThat(taken).isNotNull();
            return new Scripted();
        }

        private static void script(Scripted.Writing writing, Scripted.Reading reading) {
            Scripted.writing = writing;
            Scripted.reading = reading;
        }

        private static void assertFails(String message) {
            assertThatThrownBy(() -> StructuredClone.copy(List.of(new Scripted())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(message);
        }
    }

    @Nested
    @DisplayName("being registered")
    final class BeingRegistered {
        @Test
        void isFoundWithoutThatIfItIsProvided() {
            Provided value = new Provided();
            value.number = 5;
            assertThat(StructuredClone.copy(value).number).isEqualTo(5);
        }

        @Test
        void standsForNoSubclass() {
            assertThatThrownBy(() -> StructuredClone.copy(new Derived()))
                    .isInstanceOf(NotCloneableException.class)
                    .hasMessage("root: org.jparallel.xlist.CloneTypeTest$Derived");
        }

        @Test
        void isRefusedTheSecondTime() {
            assertThatThrownBy(() -> StructuredClone.register(new LateType(All.class)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "class has a clone type: type=org.jparallel.xlist.CloneTypeTest$All"
                                    + " cloneType=org.jparallel.xlist.CloneTypeTest$AllType"
                                    + " other=org.jparallel.xlist.CloneTypeTest$LateType");
            assertThat(StructuredClone.copy(new All()).small).isEqualTo((byte) -1);
        }

        @Test
        void isRefusedWhenItsClassWasMet() {
            assertThatThrownBy(() -> StructuredClone.copy(new Late()))
                    .isInstanceOf(NotCloneableException.class);
            assertThatThrownBy(() -> StructuredClone.register(new LateType(Late.class)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "class was met before its clone type:"
                                    + " type=org.jparallel.xlist.CloneTypeTest$Late"
                                    + " cloneType=org.jparallel.xlist.CloneTypeTest$LateType");
        }

        @Test
        void isRefusedForWhatIsNoClassOfTheUser() {
            for (Class<?> type :
                    List.of(
                            String.class,
                            ReentrantLock.class,
                            All[].class,
                            CloneSink.class,
                            Thread.State.class,
                            XList.class,
                            Region.class,
                            int.class)) {
                assertThatThrownBy(() -> StructuredClone.register(new LateType(type)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "no clone type for such a class: type="
                                        + type.getName()
                                        + " cloneType=org.jparallel.xlist.CloneTypeTest$LateType");
            }
        }
    }
}
