// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The parts of all objects that are begun and not finished, those of the innermost on top.
///
/// As a consumer it is handed to `forEach` itself, so that no iterator and no copy is made.
///
/// **Threads.** One.
final class PartStack
        implements Consumer<@Nullable Object>, BiConsumer<@Nullable Object, @Nullable Object> {
    /// The most slots kept between two frames.
    private static final int KEPT_COUNT = 1 << 10;

    private static final int FIRST_COUNT = 16;
    private static final int KEPT_SCRATCH_BYTES = 64 << 10;
    private static final byte[] NO_SCRATCH = {};

    /// Throws if a frame has no room for so many bytes more.
    private final LongConsumer room;

    private @Nullable Object[] slots = new @Nullable Object[FIRST_COUNT];
    private int size;

    /// The most slots, of which each is an element of the frame.
    private long limitElements = Long.MAX_VALUE;

    private boolean isTrial;
    private byte[] scratch = NO_SCRATCH;

    PartStack() {
        this(byteCount -> {});
    }

    /// @param room throws [LimitReached] if a frame has no room for so many bytes more
    PartStack(LongConsumer room) {
        this.room = room;
    }

    /// Sets how many elements a frame may have. More are refused before there is memory for them.
    void limit(long mostElements) {
        limitElements = mostElements;
    }

    /// Refuses more elements than a frame may have.
    ///
    /// @param count how many are about to be pushed
    void requireSlots(long count) {
        if (count > limitElements - size) {
            throw LimitReached.ofElements(limitElements);
        }
    }

    /// Refuses more bytes than the frame has room for.
    void requireBytes(long byteCount) {
        room.accept(byteCount);
    }

    /// {@return memory for what is about to be written, used again and again}
    byte[] scratch() {
        return scratch;
    }

    /// Sets other memory, which is kept if it is small.
    void scratch(byte[] other) {
        scratch = other.length <= KEPT_SCRATCH_BYTES ? other : NO_SCRATCH;
    }

    /// {@return whether the parts are written in vain, only to find out if they can be}
    boolean isTrial() {
        return isTrial;
    }

    void trial(boolean isInVain) {
        isTrial = isInVain;
    }

    int size() {
        return size;
    }

    @Nullable Object at(int index) {
        return slots[index];
    }

    void replace(int index, Object part) {
        slots[index] = part;
    }

    void push(@Nullable Object part) {
        if (size == slots.length) {
            grow(1);
        }
        slots[size++] = part;
    }

    void pushAll(@Nullable Object[] parts) {
        if (slots.length - size < parts.length) {
            grow(parts.length);
        }
        System.arraycopy(parts, 0, slots, size, parts.length);
        size += parts.length;
    }

    @Override
    public void accept(@Nullable Object part) {
        push(part);
    }

    @Override
    public void accept(@Nullable Object key, @Nullable Object value) {
        push(key);
        push(value);
    }

    /// Copies parts into an array.
    ///
    /// @throws ArrayStoreException if one does not fit
    void copyTo(@Nullable Object[] target, int from) {
        System.arraycopy(slots, from, target, 0, target.length);
    }

    /// {@return a new array with so many parts}
    @Nullable Object[] copy(int from, int count) {
        return Arrays.copyOfRange(slots, from, from + count);
    }

    /// Forgets everything above.
    void truncate(int newSize) {
        Arrays.fill(slots, newSize, size, null);
        size = newSize;
    }

    /// Forgets everything, and most of the memory.
    void clear() {
        if (slots.length > KEPT_COUNT) {
            slots = new @Nullable Object[FIRST_COUNT];
            size = 0;
        } else {
            truncate(0);
        }
    }

    private void grow(int count) {
        requireSlots(count);
        int wanted = Math.addExact(size, count);
        int doubled = (int) Math.min(2L * slots.length, Integer.MAX_VALUE - 8);
        slots = Arrays.copyOf(slots, Math.max(wanted, doubled));
    }
}
