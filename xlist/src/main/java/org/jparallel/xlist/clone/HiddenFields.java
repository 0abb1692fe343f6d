// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What two collections of `java.util` are, but tell nobody except serialization: whether a
/// [LinkedHashMap] is in access order, and of which class the keys of an [EnumMap] are.
///
/// So serialization is asked, for the fields of this one object alone, through [SerialFields]. No
/// content is looked at. Rejected: asking a copy by using it, which calls the hash codes of all
/// keys; a map of the fields, for each object that has one only.
final class HiddenFields {
    private static final MethodHandle WRITE_LINKED_MAP =
            SerialFields.of(LinkedHashMap.class).writer();
    private static final MethodHandle WRITE_ENUM_MAP =
            SerialFields.of(EnumMap.class).writer();

    private HiddenFields() {}

    /// {@return whether reading an entry moves it to the end}
    static boolean isAccessOrdered(Map<?, ?> map) {
        return map.getClass() == LinkedHashMap.class
                && Boolean.TRUE.equals(read(WRITE_LINKED_MAP, map));
    }

    /// {@return the class of the keys of an [EnumMap]}
    static Class<?> keyType(Map<?, ?> map) {
        if (read(WRITE_ENUM_MAP, map) instanceof Class<?> type) {
            return type;
        }
        throw new UncloneablePart("", map.getClass(), "its key type is hidden", null);
    }

    private static @Nullable Object read(MethodHandle writer, Map<?, ?> map) {
        try {
            OneField field = new OneField();
            writer.invokeExact((Object) map, (ObjectOutputStream) field);
            return field.value;
        } catch (IOException | RuntimeException | Error failure) {
            throw new AssertionError("fields cannot be read: type=" + map.getClass(), failure);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Remembers the one field that an object writes, instead of writing it.
    private static final class OneField extends ObjectOutputStream {
        private @Nullable Object value;

        private OneField() throws IOException {}

        @Override
        public PutField putFields() {
            return new Put();
        }

        @Override
        public void writeFields() {}

        private final class Put extends PutField {
            @Override
            public void put(String name, boolean field) {
                value = field;
            }

            @Override
            public void put(String name, @Nullable Object field) {
                value = field;
            }

            @Override
            public void put(String name, byte field) {}

            @Override
            public void put(String name, char field) {}

            @Override
            public void put(String name, short field) {}

            @Override
            public void put(String name, int field) {}

            @Override
            public void put(String name, long field) {}

            @Override
            public void put(String name, float field) {}

            @Override
            public void put(String name, double field) {}

            @Override
            @Deprecated
            @SuppressWarnings("removal") // abstract in the class above; nobody calls it
            public void write(ObjectOutput output) {}
        }
    }
}
