// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteStringTest {
    private static ByteString onHeap(byte[] bytes) {
        return ByteString.copyOf(bytes, JavaHeap.ALLOCATOR);
    }

    @Property
    void isWhatItWasMadeOf(@ForAll byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            ByteString string = ByteString.copyOf(bytes, arena);
            assertThat(string.size()).isEqualTo(bytes.length);
            assertThat(string.toArray()).isEqualTo(bytes);
            for (int i = 0; i < bytes.length; i++) {
                assertThat(string.at(i)).isEqualTo(bytes[i]);
            }
        }
    }

    @Property
    void equalsAndHashesByContentWhereverItLies(@ForAll byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            ByteString near = ByteString.copyOf(bytes, arena);
            byte[] shifted = new byte[bytes.length + 3];
            System.arraycopy(bytes, 0, shifted, 3, bytes.length);
            ByteString far =
                    ByteString.copyOf(
                            MemorySegment.ofArray(shifted).asSlice(3), JavaHeap.ALLOCATOR);
            assertThat(near).isEqualTo(far).hasSameHashCodeAs(far);
            assertThat(near).isEqualByComparingTo(far);
        }
    }

    @Property
    void ordersAsUnsignedArraysDo(@ForAll byte[] left, @ForAll byte[] right) {
        int expected = Integer.signum(Arrays.compareUnsigned(left, right));
        assertThat(Integer.signum(onHeap(left).compareTo(onHeap(right)))).isEqualTo(expected);
        assertThat(onHeap(left).equals(onHeap(right))).isEqualTo(expected == 0);
    }

    @Property
    void survivesItsFlatForm(@ForAll byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            ByteString string = ByteString.copyOf(bytes, arena);
            MemorySegment encoded = string.encoded(arena);
            assertThat(encoded.byteSize()).isEqualTo(string.encodedBytes());
            assertThat(ByteString.decode(encoded, arena)).isEqualTo(string);
            assertThat(ArenaCollection.decode(encoded)).isEqualTo(string);
        }
    }

    @Test
    void hashesByEveryByte() {
        for (int length = 1; length < 40; length++) {
            for (int i = 0; i < length; i++) {
                byte[] changed = new byte[length];
                changed[i] = 1;
                assertThat(onHeap(changed).hashCode())
                        .as("length=%d index=%d", length, i)
                        .isNotEqualTo(onHeap(new byte[length]).hashCode());
            }
        }
    }

    @Test
    void isUtf8OfAString() {
        ByteString string = ByteString.of("grün", JavaHeap.ALLOCATOR);
        assertThat(string.toArray()).isEqualTo("grün".getBytes(StandardCharsets.UTF_8));
        assertThat(string).hasToString("grün");
    }

    @Test
    void doesNotChangeWithItsSource() {
        byte[] source = {1, 2, 3};
        ByteString string = onHeap(source);
        source[0] = 9;
        assertThat(string.at(0)).isEqualTo((byte) 1);
        assertThat(string.segment().isReadOnly()).isTrue();
    }

    @Test
    void refusesAnIndexOutside() {
        ByteString string = onHeap(new byte[3]);
        assertThatThrownBy(() -> string.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> string.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void diesWithItsArena() {
        ByteString string;
        try (Arena arena = Arena.ofConfined()) {
            string = ByteString.of("gone", arena);
        }
        assertThatThrownBy(() -> string.at(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(string::hashCode).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(string::toString).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> string.equals(onHeap(new byte[4])))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAForeignThread() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Arena arena = Arena.ofConfined()) {
            ByteString string = ByteString.of("mine", arena);
            Thread thread = Thread.ofPlatform().unstarted(() -> string.at(0));
            thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
            thread.start();
            thread.join();
        }
        assertThat(failure.get()).isInstanceOf(WrongThreadException.class);
    }
}
