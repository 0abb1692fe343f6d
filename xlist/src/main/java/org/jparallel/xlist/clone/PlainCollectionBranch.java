// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Lists and sets that are written without a snapshot, and without a tag for each element, if they
/// are of one class of the JDK and hold elements of one simple kind. Others are written as those
/// of a [CollectionBranch].
///
/// ```
/// MIXED head count value*
/// tag elementCount head element* 0
/// ```
final class PlainCollectionBranch implements Branch {
    private final Class<?> type;
    private final BiConsumer<Collection<?>, FrameOutput> head;
    private final Create create;
    private final CollectionBranch mixed;

    /// @param tag the first byte
    /// @param type the only class that is written so
    /// @param head puts what is needed to make an empty one
    /// @param create makes an empty one
    PlainCollectionBranch(
            int tag,
            Class<?> type,
            BiConsumer<Collection<?>, FrameOutput> head,
            Create create) {
        this.type = type;
        this.head = head;
        this.create = create;
        mixed = new CollectionBranch(tag, head, input -> create.empty(input, 0));
    }

    @Override
    public int tag() {
        return mixed.tag();
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public void write(Object value, GraphWriter writer) {
        boolean isPlain =
                value.getClass() == type && writer.plain().write((Collection<?>) value, head);
        if (!isPlain) {
            writer.writeParts(this, value);
        }
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putByte(PlainWriter.MIXED);
        mixed.writeHead(value, output);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        mixed.pushParts(value, parts);
    }

    @Override
    public Object read(GraphReader reader, int number) {
        Collection<@Nullable Object> value = open(reader.input());
        return value.isEmpty()
                ? reader.readParts(this, value, number)
                : reader.readNoParts(value, number);
    }

    @Override
    public Collection<@Nullable Object> open(FrameInput input) {
        int tag = input.takeTag();
        if (tag == PlainWriter.MIXED) {
            return create.empty(input, 0);
        }
        int count = PlainReader.takeCount(input, tag);
        Collection<@Nullable Object> value = create.empty(input, count);
        PlainReader.addAll(value, input, tag, count);
        return value;
    }

    @Override
    public Object close(Object opened, Parts parts) {
        return parts.count() == 0 ? opened : mixed.close(opened, parts);
    }

    @Override
    public String step(Object value, int partIndex) {
        return mixed.step(value, partIndex);
    }

    /// Makes an empty collection.
    @FunctionalInterface
    interface Create {
        /// {@return an empty collection}
        ///
        /// @param input where its head is
        /// @param count how many elements it will have; 0 if that is not known
        Collection<@Nullable Object> empty(FrameInput input, int count);
    }
}
