// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the elements of a collection straight from it, without a tag each, if all of them are of
/// one simple kind: short strings, `Integer`, `Long` or `Double`. If one is not, what was written
/// is taken back, and the collection is written as any other.
///
/// No code of the user runs in between, so that there is no need of a snapshot.
///
/// **Threads.** One.
final class PlainWriter
        implements Consumer<@Nullable Object>, BiConsumer<@Nullable Object, @Nullable Object> {
    /// Instead of a tag: elements of several kinds, each with its own.
    static final int MIXED = 0;

    private final GraphWriter writer;
    private final FrameOutput output;

    // While a collection is written: where it began, and of which kinds its elements are.
    private long startBytes;
    private int startShared;
    private int tag;
    private int valueTag;
    private int count;
    private boolean isMixed;

    PlainWriter(GraphWriter writer, FrameOutput output) {
        this.writer = writer;
        this.output = output;
    }

    /// Writes a collection, if it is plain.
    ///
    /// @param head puts what is needed to make an empty one
    /// @return whether it was
    boolean write(Collection<?> value, BiConsumer<Collection<?>, FrameOutput> head) {
        int size = value.size();
        if (size == 0) {
            return false;
        }
        writer.requireElements(size);
        begin();
        output.putCount(size);
        head.accept(value, output);
        try {
            if (value instanceof ArrayList<?> list) {
                writeAll(list);
            } else {
                value.forEach(this);
            }
        } catch (ConcurrentModificationException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | NullPointerException changed) {
            isMixed = true; // tried again with a snapshot, which says what is wrong
        }
        return end(size, size);
    }

    /// Writes a map, if it is plain.
    ///
    /// @param head puts what is needed to make an empty one
    /// @return whether it was
    boolean write(Map<?, ?> value, BiConsumer<Map<?, ?>, FrameOutput> head) {
        int size = value.size();
        if (size == 0) {
            return false;
        }
        writer.requireElements(2L * size);
        begin();
        output.putByte(MIXED);
        output.putCount(size);
        head.accept(value, output);
        try {
            value.forEach(this);
        } catch (ConcurrentModificationException
                | IndexOutOfBoundsException
                | NoSuchElementException
                | NullPointerException changed) {
            isMixed = true; // tried again with a snapshot, which says what is wrong
        }
        return end(size, 2 * size);
    }

    /// Writes the elements of the most usual collection. A loop for its class alone, which keeps
    /// what it counts in registers, takes a third of the time.
    @SuppressWarnings("NonApiType") // compiled for this class alone
    private void writeAll(ArrayList<?> list) {
        int kind = tag(list.getFirst());
        int written = 0;
        output.patchByte(startBytes, kind);
        try {
            for (Object element : list) {
                if (!put(element, kind)) {
                    isMixed = true;
                    return;
                }
                written++;
            }
        } catch (LimitReached reached) {
            writer.partIndex(written);
            throw reached;
        }
        count = written;
    }

    private void begin() {
        startBytes = output.byteCount();
        startShared = output.sharedCount();
        count = 0;
        isMixed = false;
        output.putByte(MIXED);
    }

    private boolean end(int size, int elementCount) {
        if (isMixed || count != size) {
            output.rewind(startBytes, startShared);
            return false;
        }
        writer.countElements(elementCount);
        output.putCount(0);
        return true;
    }

    /// Writes an element of a collection.
    @Override
    public void accept(@Nullable Object element) {
        if (isMixed) {
            return;
        }
        if (count == 0) {
            tag = tag(element);
            output.patchByte(startBytes, tag);
        }
        try {
            isMixed = !put(element, tag);
        } catch (LimitReached reached) {
            writer.partIndex(count);
            throw reached;
        }
        count++;
    }

    /// Writes an entry of a map.
    @Override
    public void accept(@Nullable Object key, @Nullable Object value) {
        if (isMixed) {
            return;
        }
        if (count == 0) {
            tag = tag(key);
            valueTag = tag(value);
            output.patchByte(startBytes, tag);
            output.patchByte(startBytes + 1, valueTag);
        }
        try {
            isMixed = !put(key, tag) || !put(value, valueTag);
        } catch (LimitReached reached) {
            writer.partIndex(2 * count);
            throw reached;
        }
        count++;
    }

    /// {@return the tag of an element, MIXED if it is of no simple kind}
    private static int tag(@Nullable Object element) {
        if (element instanceof String) {
            return FrameLayout.STRING;
        }
        if (element instanceof Integer) {
            return FrameLayout.INTEGER;
        }
        if (element instanceof Long) {
            return FrameLayout.LONG;
        }
        return element instanceof Double ? FrameLayout.DOUBLE : MIXED;
    }

    /// {@return whether an element is of a kind; if so, it is written}
    private boolean put(@Nullable Object element, int kind) {
        if (kind == FrameLayout.STRING) {
            if (element instanceof String string && !output.isKnownAgain(string)) {
                output.putString(string);
                return true;
            }
        } else if (kind == FrameLayout.LONG) {
            if (element instanceof Long number) {
                output.putLong(number);
                return true;
            }
        } else if (kind == FrameLayout.INTEGER) {
            if (element instanceof Integer number) {
                output.putInt(number);
                return true;
            }
        } else if (kind == FrameLayout.DOUBLE && element instanceof Double number) {
            output.putLong(Double.doubleToRawLongBits(number));
            return true;
        }
        return false;
    }
}
