// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;
import net.openhft.chronicle.bytes.ReadBytesMarshallable;
import net.openhft.chronicle.bytes.StopCharTesters;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArenaBytesTest {
    private static final long LIMIT_BYTES = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget("runtime", 2 * LIMIT_BYTES);
    private final ContextArena arena =
            new ContextArena(ChunkPool.shared(), budget, LIMIT_BYTES);

    @AfterEach
    void givesEverythingBack() {
        arena.release();
        assertThat(budget.usedBytes()).isZero();
    }

    @Nested
    class Fresh {
        private final Bytes<?> bytes = arena.bytes(200);

        @Test
        void isEmptyAndOfFixedCapacity() {
            assertThat(bytes.capacity()).isEqualTo(200);
            assertThat(bytes.realCapacity()).isEqualTo(200);
            assertThat(bytes.writeRemaining()).isEqualTo(200);
            assertThat(bytes.readRemaining()).isZero();
            assertThat(bytes.isElastic()).isFalse();
            assertThat(bytes.isDirectMemory()).isFalse();
        }

        @Test
        void keepsEveryKindOfNumber() {
            bytes.writeByte((byte) -3).writeShort((short) -300).writeInt(-70_000);
            bytes.writeLong(Long.MIN_VALUE).writeFloat(-0.0f).writeDouble(Double.MIN_VALUE);
            bytes.writeInt24(-8_000_000).writeUnsignedInt24(0xFEDCBA).writeBoolean(true);
            bytes.writeUnsignedByte(255).writeUnsignedShort(65_535).writeUnsignedInt(0xFFFF_FFFFL);
            bytes.writeStopBit(-12_345_678_901L).writeStopBit(1.5).writeDoubleAndInt(2.5, 7);
            bytes.writeBigDecimal(new BigDecimal("-1.25"));
            bytes.writeBigInteger(BigInteger.TEN.pow(30));
            bytes.writeEnum(Thread.State.BLOCKED).writeOrderedInt(11).writeOrderedLong(12);

            assertThat(bytes.readByte()).isEqualTo((byte) -3);
            assertThat(bytes.readShort()).isEqualTo((short) -300);
            assertThat(bytes.readInt()).isEqualTo(-70_000);
            assertThat(bytes.readLong()).isEqualTo(Long.MIN_VALUE);
            assertThat(Float.floatToRawIntBits(bytes.readFloat())).isEqualTo(1 << 31);
            assertThat(bytes.readDouble()).isEqualTo(Double.MIN_VALUE);
            assertThat(bytes.readInt24()).isEqualTo(-8_000_000);
            assertThat(bytes.readUnsignedInt24()).isEqualTo(0xFEDCBA);
            assertThat(bytes.readBoolean()).isTrue();
            assertThat(bytes.readUnsignedByte()).isEqualTo(255);
            assertThat(bytes.readUnsignedShort()).isEqualTo(65_535);
            assertThat(bytes.readUnsignedInt()).isEqualTo(0xFFFF_FFFFL);
            assertThat(bytes.readStopBit()).isEqualTo(-12_345_678_901L);
            assertThat(bytes.readStopBitDouble()).isEqualTo(1.5);
            assertThat(bytes.readDouble()).isEqualTo(2.5);
            assertThat(bytes.readInt()).isEqualTo(7);
            assertThat(bytes.readBigDecimal()).isEqualTo("-1.25");
            assertThat(bytes.readBigInteger()).isEqualTo(BigInteger.TEN.pow(30));
            assertThat(bytes.readEnum(Thread.State.class)).isEqualTo(Thread.State.BLOCKED);
            assertThat(bytes.readVolatileInt()).isEqualTo(11);
            assertThat(bytes.readVolatileLong()).isEqualTo(12);
            assertThat(bytes.readRemaining()).isZero();
        }

        @Test
        void keepsEveryKindOfNumberAtAnOffset() {
            bytes.writeByte(1, (byte) 1).writeShort(3, (short) 2).writeInt(5, 3).writeLong(9, 4);
            bytes.writeFloat(17, 5f).writeDouble(21, 6).writeVolatileByte(29, (byte) 7);
            bytes.writeVolatileShort(31, (short) 8).writeOrderedInt(33, 9).writeOrderedLong(37, 10);
            bytes.writeVolatileInt(45, 11).writeVolatileLong(49, 12).writeInt24(57, -13);

            assertThat(bytes.readByte(1)).isEqualTo((byte) 1);
            assertThat(bytes.readShort(3)).isEqualTo((short) 2);
            assertThat(bytes.readInt(5)).isEqualTo(3);
            assertThat(bytes.readLong(9)).isEqualTo(4);
            assertThat(bytes.readFloat(17)).isEqualTo(5);
            assertThat(bytes.readDouble(21)).isEqualTo(6);
            assertThat(bytes.readVolatileByte(29)).isEqualTo((byte) 7);
            assertThat(bytes.readVolatileShort(31)).isEqualTo((short) 8);
            assertThat(bytes.readVolatileInt(33)).isEqualTo(9);
            assertThat(bytes.readVolatileLong(37)).isEqualTo(10);
            assertThat(bytes.readUnsignedInt24(57)).isEqualTo(-13 & 0xFFFFFF);
            assertThat(bytes.readRemaining()).isZero();
        }

        @Test
        void comparesSwapsAndAdds() {
            assertThat(bytes.compareAndSwapInt(3, 0, 5)).isTrue();
            assertThat(bytes.compareAndSwapInt(3, 0, 6)).isFalse();
            assertThat(bytes.addAndGetInt(3, 2)).isEqualTo(7);
            assertThat(bytes.compareAndSwapLong(9, 0, 50)).isTrue();
            assertThat(bytes.compareAndSwapLong(9, 0, 60)).isFalse();
            assertThat(bytes.addAndGetLong(9, -1)).isEqualTo(49);
            assertThat(bytes.addAndGetDouble(17, 1.5)).isEqualTo(1.5);
            assertThat(bytes.addAndGetShortNotAtomic(25, (short) 300)).isEqualTo((short) 300);
            assertThat(bytes.readShort(25)).isEqualTo((short) 300);
            assertThatThrownBy(() -> bytes.testAndSetInt(3, 0, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("value is not the expected one: offset=3 value=7 expected=0");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "", "plain", "\0a\0", "na\u00efve", "\u20ac",
                    "\ud83d\ude00", "\ud800", "a\udc00"
                })
        void keepsEveryCharOfUtf8(String text) {
            bytes.writeUtf8(text);
            assertThat(bytes.readUtf8(0, new StringBuilder())).isEqualTo(bytes.writePosition());
            assertThat(bytes.readUtf8Limited(0, 100)).isEqualTo(text);
            StringBuilder builder = new StringBuilder();
            assertThat(bytes.bytesForRead().readUtf8(builder)).isTrue();
            assertThat(builder).hasToString(text);
            assertThat(bytes.readUtf8()).isEqualTo(text);
            assertThat(bytes.readRemaining()).isZero();
        }

        @Test
        void tellsNullTextFromEmptyText() {
            bytes.writeUtf8((String) null).write8bit((String) null).writeUtf8("").write8bit("");
            assertThat(bytes.readUtf8()).isNull();
            assertThat(bytes.read8bit()).isNull();
            assertThat(bytes.readUtf8()).isEmpty();
            assertThat(bytes.read8bit()).isEmpty();
        }

        @Test
        void keepsEightBitText() {
            bytes.write8bit("\0\u00ff z").append8bit("tail");
            assertThat(bytes.read8bit()).isEqualTo("\0\u00ff z");
            assertThat(bytes).hasToString("tail");
            assertThat(bytes.isEqual("tail")).isTrue();
        }

        @Test
        void refusesWiderCharactersAsEightBits() {
            assertThatThrownBy(() -> bytes.write8bit("a\u20ac"))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("character does not fit 8 bits: character=20ac index=1");
            assertThat(bytes.readRemaining()).isZero();
        }

        @Test
        void appendsAndParsesText() {
            bytes.append("n=").append(-42).append(' ').append(1L << 40).append(' ').append(2.5);
            bytes.append(' ').append(true).append(' ').appendBase(255, 16).append(' ');
            bytes.append(new BigDecimal("1.10")).append(' ').append(Long.MIN_VALUE);
            assertThat(bytes).hasToString("n=-42 1099511627776 2.5 T ff 1.10 -9223372036854775808");
            assertThat(bytes.parseUtf8(StopCharTesters.EQUALS)).isEqualTo("n");
            assertThat(bytes.parseInt()).isEqualTo(-42);
            assertThat(bytes.parseLong()).isEqualTo(1L << 40);
            assertThat(bytes.parseDouble()).isEqualTo(2.5);
            assertThat(bytes.parseBoolean()).isTrue();
            assertThat(bytes.parse8bit(StopCharTesters.SPACE_STOP)).isEqualTo("ff");
            assertThat(bytes.parseBigDecimal()).isEqualTo("1.10");
            assertThat(bytes.parseLong()).isEqualTo(Long.MIN_VALUE);
        }

        @Test
        void copiesToAndFromArraysBuffersAndOtherBytes() throws IOException {
            byte[] source = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
            bytes.write(source).write(source, 2, 3).writeSome(ByteBuffer.wrap(source));
            bytes.write(arena.bytes(50).write(source)).write(bytes.subBytes(0, 2));
            byte[] target = new byte[11];
            assertThat(bytes.read(target)).isEqualTo(11);
            assertThat(target).isEqualTo(source);
            assertThat(bytes.read(target, 4, 3)).isEqualTo(3);
            assertThat(target).containsExactly(1, 2, 3, 4, 3, 4, 5, 8, 9, 10, 11);
            assertThat(bytes.inputStream().readNBytes(11)).isEqualTo(source);
            ByteBuffer buffer = ByteBuffer.allocate(11);
            bytes.read(buffer);
            assertThat(buffer.array()).isEqualTo(source);
            assertThat(bytes.toByteArray()).containsExactly(1, 2);
            assertThat(bytes.copy()).isEqualTo(bytes).hasSameHashCodeAs(bytes);
            assertThat(bytes.reader().read()).isEqualTo(1);
        }

        @Test
        void refusesArrayRangesThatDoNotExist() {
            bytes.writeSkip(100);
            assertThatThrownBy(() -> bytes.read(new byte[4], 2, 8))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.write(new byte[4], -1, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(bytes.readPosition()).isZero();
        }

        @Test
        void carriesMarshallables() {
            Point point = new Point();
            point.writeMarshallable(bytes.clear());
            bytes.clear().writeMarshallableLength16(point);
            bytes.writeInt(9);
            Point read = bytes.readMarshallableLength16(Point.class, null);
            assertThat(read.text).isEqualTo("here");
            assertThat(bytes.readInt()).isEqualTo(9);
            bytes.clear().writeObject(Point.class, point);
            assertThat(bytes.readObject(Point.class).text).isEqualTo("here");
        }

        @Test
        void movesAndZeroes() {
            bytes.append("abcdef");
            bytes.move(1, 3, 3);
            assertThat(bytes).hasToString("abcbcd");
            bytes.zeroOut(1, 3);
            bytes.readSkip(4).compact();
            assertThat(bytes).hasToString("cd");
            bytes.clearAndPad(8).prewriteInt(1).prewriteShort((short) 2).prewriteByte((byte) 3);
            assertThat(bytes.toByteArray()).startsWith(3, 2, 0, 1);
            assertThat(bytes.readPosition()).isEqualTo(1);
        }

        @Test
        void givesNoAddressAway() {
            assertThatThrownBy(() -> bytes.addressForRead(0))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("arena bytes give no raw address away: method=addressForRead");
            assertThatThrownBy(() -> bytes.unchecked(true))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("arena bytes are always checked");
            assertThatThrownBy(() -> bytes.lenient(true))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("arena bytes refuse every read past the end");
        }

        @Test
        void cannotBeUsedAfterItsLastRelease() {
            bytes.reserve(ReferenceOwner.TMP);
            assertThatThrownBy(bytes::releaseLast)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bytes are still reserved: referenceCount=2");
            bytes.release(ReferenceOwner.TMP);
            bytes.releaseLast();
            assertThatThrownBy(() -> bytes.writeInt(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bytes used after their last release");
            assertThatThrownBy(bytes::releaseLast)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bytes released more often than reserved");
        }
    }

    @Nested
    class Full {
        private final Bytes<?> bytes = arena.bytes(16).writeSkip(16);

        static Stream<Consumer<Bytes<?>>> writes() {
            return Stream.of(
                    bytes -> bytes.writeByte((byte) 1),
                    bytes -> bytes.writeUnsignedByte(1),
                    bytes -> bytes.writeBoolean(true),
                    bytes -> bytes.writeShort((short) 1),
                    bytes -> bytes.writeInt24(1),
                    bytes -> bytes.writeInt(1),
                    bytes -> bytes.writeLong(1),
                    bytes -> bytes.writeFloat(1),
                    bytes -> bytes.writeDouble(1),
                    bytes -> bytes.writeOrderedInt(1),
                    bytes -> bytes.writeOrderedLong(1),
                    bytes -> bytes.rawWriteLong(1),
                    bytes -> bytes.writeStopBit(1),
                    bytes -> bytes.writeUtf8("a"),
                    bytes -> bytes.write8bit("a"),
                    bytes -> bytes.append("a"),
                    bytes -> bytes.append('a'),
                    bytes -> bytes.append(1),
                    bytes -> bytes.append(1.0),
                    bytes -> bytes.append8bit("a"),
                    bytes -> bytes.appendUtf8("a"),
                    bytes -> bytes.write(new byte[1]),
                    bytes -> bytes.write("a"),
                    bytes -> bytes.write(bytes),
                    bytes -> bytes.writeSkip(1),
                    bytes -> bytes.writePosition(17),
                    bytes -> bytes.writeLimit(17),
                    bytes -> bytes.writeByte(16, (byte) 1),
                    bytes -> bytes.writeLong(9, 1L),
                    bytes -> bytes.writeOrderedLong(9, 1),
                    bytes -> bytes.writeVolatileLong(9, 1),
                    bytes -> bytes.compareAndSwapLong(9, 0, 1),
                    bytes -> bytes.compareAndSwapInt(-1, 0, 1),
                    bytes -> bytes.write(8, new byte[9]),
                    bytes -> bytes.writeUtf8(15, "ab"),
                    bytes -> bytes.zeroOut(8, 17),
                    bytes -> bytes.move(0, 9, 8),
                    bytes -> bytes.prewriteByte((byte) 1),
                    bytes -> bytes.ensureCapacity(17));
        }

        @ParameterizedTest
        @MethodSource("writes")
        void refusesToWritePastTheEnd(Consumer<Bytes<?>> write) {
            assertThatThrownBy(() -> write.accept(bytes))
                    .isInstanceOf(BufferOverflowException.class);
            assertThat(bytes.toByteArray()).containsOnly(0);
            assertThat(bytes.writePosition()).isEqualTo(16);
        }

        static Stream<Consumer<Bytes<?>>> reads() {
            return Stream.of(
                    Bytes::readByte,
                    Bytes::readBoolean,
                    Bytes::readShort,
                    Bytes::readInt24,
                    Bytes::readInt,
                    Bytes::readLong,
                    Bytes::readFloat,
                    Bytes::readDouble,
                    Bytes::readVolatileInt,
                    Bytes::readVolatileLong,
                    Bytes::readStopBit,
                    Bytes::readUtf8,
                    Bytes::read8bit,
                    Bytes::readBigInteger,
                    bytes -> bytes.readSkip(1),
                    bytes -> bytes.readLong(9),
                    bytes -> bytes.readByte(-1),
                    bytes -> bytes.readVolatileLong(9),
                    bytes -> bytes.subBytes(9, 8));
        }

        @ParameterizedTest
        @MethodSource("reads")
        void refusesToReadPastTheEnd(Consumer<Bytes<?>> read) {
            bytes.readPosition(16);
            assertThatThrownBy(() -> read.accept(bytes))
                    .isInstanceOf(BufferUnderflowException.class);
            assertThat(bytes.readPosition()).isEqualTo(16);
        }

        @Test
        void saysWhereItsEndIs() {
            assertThatThrownBy(() -> bytes.writeLong(9, 1L))
                    .hasMessage("write outside the bytes: offset=9 byteCount=8 limitBytes=16");
            assertThatThrownBy(() -> bytes.readLong(9))
                    .hasMessage("read outside the bytes: offset=9 byteCount=8 limitBytes=16");
        }

        @Test
        void refusesLengthsThatTheContentDoesNotHave() {
            bytes.clear().writeStopBit(1_000_000_000).append("abc");
            assertThatThrownBy(() -> bytes.bytesForRead().readUtf8())
                    .isInstanceOf(BufferUnderflowException.class);
            assertThatThrownBy(() -> bytes.bytesForRead().read8bit())
                    .isInstanceOf(BufferUnderflowException.class);
            assertThatThrownBy(() -> bytes.bytesForRead().readBigInteger())
                    .isInstanceOf(BufferUnderflowException.class);
        }
    }

    @Nested
    class Stale {
        @Test
        void isRefusedAfterARewind() {
            Mark mark = arena.mark();
            Bytes<?> bytes = arena.bytes(16);
            arena.rewind(mark);
            assertThatThrownBy(() -> bytes.writeInt(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(bytes::toString).isInstanceOf(IllegalStateException.class);
            bytes.releaseLast();
        }

        @Test
        void isRefusedInTheNextContext() {
            Bytes<?> bytes = arena.bytes(16);
            Bytes<?> view = bytes.writeInt(7).bytesForRead();
            arena.end();
            MemorySegment next = arena.allocate(16, 8);
            assertThatThrownBy(() -> bytes.writeInt(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(view::readInt).isInstanceOf(IllegalStateException.class);
            assertThat(next.mismatch(MemorySegment.ofArray(new byte[16]))).isEqualTo(-1);
        }

        @Test
        void leavesItsCopyAlive() {
            Bytes<?> bytes = arena.bytes(16).append("kept");
            Object copy = bytes.copy();
            arena.end();
            assertThat(copy).hasToString("kept");
        }
    }

    @Test
    void mayHaveNoCapacity() {
        Bytes<?> bytes = arena.bytes(0);
        assertThat(bytes.isEmpty()).isTrue();
        assertThat(bytes.write(new byte[0])).hasToString("");
        assertThatThrownBy(() -> bytes.writeByte((byte) 1))
                .isInstanceOf(BufferOverflowException.class)
                .hasMessage("write outside the bytes: offset=0 byteCount=1 limitBytes=0");
    }

    @Test
    void refusesANegativeCapacity() {
        assertThatThrownBy(() -> arena.bytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative size: byteCount=-1");
    }

    @Test
    void refusesMoreThanTheContextMayHold() {
        arena.bytes(100);
        assertThatThrownBy(() -> arena.bytes(LIMIT_BYTES))
                .isInstanceOf(ArenaExhaustedException.class)
                .hasMessageStartingWith("context memory exhausted: requestedBytes=1048576");
        assertThat(arena.bytes(100).writeInt(1).readInt()).isEqualTo(1);
    }

    @Test
    void startsNoThread() {
        arena.bytes(100).append("x").append(1.5).releaseLast();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("resource~releaser"));
    }

    /// What Chronicle can write and read by itself.
    static final class Point implements BytesMarshallable, ReadBytesMarshallable {
        private String text = "here";

        @Override
        public void writeMarshallable(BytesOut<?> out) {
            out.writeUtf8(text);
        }

        @Override
        @SuppressWarnings("NullAway") // written by the method above, never null
        public void readMarshallable(BytesIn<?> in) {
            text = in.readUtf8();
        }
    }
}
