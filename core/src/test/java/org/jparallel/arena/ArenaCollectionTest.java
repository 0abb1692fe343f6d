// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArenaCollectionTest {
    private static MemorySegment flat(long kind, long count, int contentBytes) {
        MemorySegment encoded = MemorySegment.ofArray(new byte[16 + contentBytes]);
        encoded.set(FlatForm.LONG, 0, kind);
        encoded.set(FlatForm.LONG, 8, count);
        return encoded;
    }

    @Test
    void decodesIntoTheJavaHeapForAnyThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment encoded = ByteString.of("word", arena).encoded(arena);
            ByteString decoded = (ByteString) ArenaCollection.decode(encoded);
            assertThat(decoded.segment().isNative()).isFalse();
            assertThat(decoded.segment().isAccessibleBy(Thread.ofVirtual().unstarted(() -> {})))
                    .isTrue();
        }
    }

    @Test
    void decodesAMapForAnyThread() throws InterruptedException {
        ByteStringCounts counts = new ByteStringCounts(JavaHeap.ALLOCATOR);
        counts.add(ByteString.of("word", JavaHeap.ALLOCATOR), 7);
        MemorySegment encoded = counts.encoded(JavaHeap.ALLOCATOR);
        ByteStringCounts decoded = (ByteStringCounts) ArenaCollection.decode(encoded);
        AtomicLong total = new AtomicLong();
        Thread thread = Thread.ofPlatform().start(() -> total.set(decoded.total()));
        thread.join();
        assertThat(total).hasValue(7);
    }

    @Test
    void ignoresWhatLiesBehindTheFlatForm() {
        MemorySegment target = MemorySegment.ofArray(new byte[100]).fill((byte) 9);
        LongList list = new LongList(JavaHeap.ALLOCATOR);
        list.add(5);
        assertThat(list.encodeTo(target)).isEqualTo(24);
        assertThat(((LongList) ArenaCollection.decode(target)).toArray()).containsExactly(5);
    }

    @Test
    void refusesATargetThatIsTooSmall() {
        ByteString string = ByteString.of("word", JavaHeap.ALLOCATOR);
        MemorySegment target = MemorySegment.ofArray(new byte[19]);
        assertThatThrownBy(() -> string.encodeTo(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target too small: targetBytes=19 encodedBytes=20");
        assertThat(target.mismatch(MemorySegment.ofArray(new byte[19]))).isEqualTo(-1);
    }

    @Test
    void refusesAnUnknownKind() {
        assertThatThrownBy(() -> ArenaCollection.decode(flat(5, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed flat form: kind=5");
        assertThatThrownBy(() -> ArenaCollection.decode(flat(1L << 32 | 1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed flat form: kind=4294967297");
    }

    @Test
    void refusesAnotherKindThanAskedFor() {
        assertThatThrownBy(() -> LongList.decode(flat(1, 0, 0), JavaHeap.ALLOCATOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed flat form: kind=1");
    }

    @Test
    void refusesAHeadCutOff() {
        assertThatThrownBy(() -> ArenaCollection.decode(MemorySegment.ofArray(new byte[15])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed flat form: byteCount=15");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesACountThatTheContentsDoNotHold(long count) {
        for (int kind = 1; kind <= 4; kind++) {
            MemorySegment encoded = flat(kind, count, 0);
            assertThatThrownBy(() -> ArenaCollection.decode(encoded))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("malformed flat form: count=" + count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 9, Integer.MAX_VALUE})
    void refusesAKeyThatTheContentsDoNotHold(int length) {
        MemorySegment encoded = flat(4, 1, 20);
        encoded.set(FlatForm.INT, 24, length);
        assertThatThrownBy(() -> ArenaCollection.decode(encoded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("malformed flat form: offset=16");
    }

    @Property
    void decodesOrRefusesAnyBytes(
            @ForAll @IntRange(min = 1, max = 4) int kind,
            @ForAll @IntRange(max = 40) int count,
            @ForAll byte[] contents) {
        MemorySegment encoded = flat(kind, count, contents.length);
        MemorySegment.copy(MemorySegment.ofArray(contents), 0, encoded, 16, contents.length);
        try {
            ArenaCollection.decode(encoded);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("malformed flat form: ");
        }
    }
}
