// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Maps that are written without a snapshot, and without a tag for each key and value, if they are
/// of one class of the JDK, and hold keys of one simple kind and values of one simple kind. Others
/// are written as those of a [MapBranch].
///
/// ```
/// MIXED head count value*
/// keyTag valueTag entryCount head (key value)* 0
/// ```
final class PlainMapBranch implements Branch {
    private final Class<?> type;
    private final BiConsumer<Map<?, ?>, FrameOutput> head;
    private final Create create;
    private final MapBranch mixed;

    /// @param tag the first byte
    /// @param type the only class that is written so
    /// @param head puts what is needed to make an empty one
    /// @param create makes an empty one
    PlainMapBranch(
            int tag, Class<?> type, BiConsumer<Map<?, ?>, FrameOutput> head, Create create) {
        this.type = type;
        this.head = head;
        this.create = create;
        mixed = new MapBranch(tag, head, input -> create.empty(input, 0));
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
        boolean isPlain = value.getClass() == type && writer.plain().write((Map<?, ?>) value, head);
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
        Map<@Nullable Object, @Nullable Object> value = open(reader.input());
        return value.isEmpty()
                ? reader.readParts(this, value, number)
                : reader.readNoParts(value, number);
    }

    @Override
    public Map<@Nullable Object, @Nullable Object> open(FrameInput input) {
        int keyTag = input.takeTag();
        if (keyTag == PlainWriter.MIXED) {
            return create.empty(input, 0);
        }
        int valueTag = input.takeTag();
        int count = PlainReader.takeCount(input, keyTag, valueTag);
        Map<@Nullable Object, @Nullable Object> value = create.empty(input, count);
        PlainReader.putAll(value, input, keyTag, valueTag, count);
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

    /// Makes an empty map.
    @FunctionalInterface
    interface Create {
        /// {@return an empty map}
        ///
        /// @param input where its head is
        /// @param count how many entries it will have; 0 if that is not known
        Map<@Nullable Object, @Nullable Object> empty(FrameInput input, int count);
    }
}
