// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteBuilderTest {
    @Property
    void behavesLikeAByteArrayOutputStream(@ForAll List<byte[]> parts) {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuilder builder = new ByteBuilder(arena);
            ByteArrayOutputStream model = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                builder.append(MemorySegment.ofArray(part));
                model.writeBytes(part);
                builder.append((byte) 7);
                model.write(7);
            }
            assertThat(builder.size()).isEqualTo(model.size());
            assertThat(builder.segment().toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(model.toByteArray());
            assertThat(builder.toByteString(arena).toArray()).isEqualTo(model.toByteArray());
        }
    }

    @Property
    void survivesItsFlatForm(@ForAll byte[] bytes) {
        ByteBuilder builder = new ByteBuilder(JavaHeap.ALLOCATOR);
        builder.append(MemorySegment.ofArray(bytes));
        MemorySegment encoded = builder.encoded(JavaHeap.ALLOCATOR);
        ByteBuilder decoded = ByteBuilder.decode(encoded, JavaHeap.ALLOCATOR);
        assertThat(decoded.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
        assertThat(ArenaCollection.decode(encoded)).isInstanceOf(ByteBuilder.class);
    }

    @Test
    void appendsItself() {
        ByteBuilder builder = new ByteBuilder(JavaHeap.ALLOCATOR, 3);
        builder.append("abc");
        builder.append(builder.segment());
        assertThat(builder).hasToString("abcabc");
    }

    @Test
    void showsNothingBehindItsEnd() {
        ByteBuilder builder = new ByteBuilder(JavaHeap.ALLOCATOR);
        builder.append("é");
        assertThat(builder.at(1)).isEqualTo((byte) 0xA9);
        assertThatThrownBy(() -> builder.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(builder.segment().byteSize()).isEqualTo(2);
        assertThat(builder.segment().isReadOnly()).isTrue();
    }

    @Test
    void refusesAPartOutsideOfItsSource() {
        ByteBuilder builder = new ByteBuilder(JavaHeap.ALLOCATOR);
        MemorySegment source = MemorySegment.ofArray(new byte[4]);
        assertThatThrownBy(() -> builder.append(source, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(builder.size()).isZero();
    }

    @Test
    void staysAsItWasWhenMemoryEnds() {
        ByteBuilder builder = new ByteBuilder(new LimitedAllocator(Arena.ofAuto(), 64));
        builder.append("0123456789".repeat(6));
        assertThatThrownBy(() -> builder.append("12345"))
                .isInstanceOf(ArenaExhaustedException.class);
        assertThat(builder).hasToString("0123456789".repeat(6));
        builder.append("1234");
        assertThat(builder.size()).isEqualTo(64);
    }

    @Test
    void forgetsAllOnClear() {
        ByteBuilder builder = new ByteBuilder(JavaHeap.ALLOCATOR);
        builder.append("old");
        builder.clear();
        builder.append("n");
        assertThat(builder).hasToString("n");
    }
}
