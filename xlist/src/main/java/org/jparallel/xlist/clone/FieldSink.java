// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Remembers the fields that an object writes for its serialization, instead of writing them.
final class FieldSink extends ObjectOutputStream {
    private final Map<String, @Nullable Object> fields = new HashMap<>();
    private final Object value;
    private final @Nullable MethodHandle declared;

    /// Creates one without fields.
    ///
    /// @param value the object
    /// @param declared writes its declared fields, if it asks for that
    FieldSink(Object value, @Nullable MethodHandle declared) throws IOException {
        this.value = value;
        this.declared = declared;
    }

    /// {@return the fields by name}
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    @Override
    public void defaultWriteObject() {
        if (declared != null) {
            try {
                declared.invokeExact(value, (ObjectOutputStream) this);
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    @Override
    public PutField putFields() {
        return new Put();
    }

    @Override
    public void writeFields() {}

    private final class Put extends PutField {
        @Override
        public void put(String name, boolean field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, @Nullable Object field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, byte field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, char field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, short field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, int field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, long field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, float field) {
            fields.put(name, field);
        }

        @Override
        public void put(String name, double field) {
            fields.put(name, field);
        }

        @Override
        @Deprecated
        @SuppressWarnings("removal") // abstract in the class above; nobody calls it
        public void write(ObjectOutput output) {}
    }
}
