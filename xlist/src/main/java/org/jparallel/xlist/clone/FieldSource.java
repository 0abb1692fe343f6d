// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives an object the fields that it reads for its deserialization, out of a map.
final class FieldSource extends ObjectInputStream {
    private final Map<String, @Nullable Object> fields;

    FieldSource(Map<String, @Nullable Object> fields) throws IOException {
        this.fields = fields;
    }

    @Override
    public GetField readFields() {
        return new Get();
    }

    private final class Get extends GetField {
        @Override
        public ObjectStreamClass getObjectStreamClass() {
            throw new AssertionError("nobody asks for it");
        }

        @Override
        public boolean defaulted(String name) {
            return fields.get(name) == null;
        }

        @Override
        public @Nullable Object get(String name, @Nullable Object absent) {
            return fields.get(name);
        }

        @Override
        public boolean get(String name, boolean absent) {
            return fields.get(name) instanceof Boolean value ? value : absent;
        }

        @Override
        public byte get(String name, byte absent) {
            return fields.get(name) instanceof Byte value ? value : absent;
        }

        @Override
        public char get(String name, char absent) {
            return fields.get(name) instanceof Character value ? value : absent;
        }

        @Override
        public short get(String name, short absent) {
            return fields.get(name) instanceof Short value ? value : absent;
        }

        @Override
        public int get(String name, int absent) {
            return fields.get(name) instanceof Integer value ? value : absent;
        }

        @Override
        public long get(String name, long absent) {
            return fields.get(name) instanceof Long value ? value : absent;
        }

        @Override
        public float get(String name, float absent) {
            return fields.get(name) instanceof Float value ? value : absent;
        }

        @Override
        public double get(String name, double absent) {
            return fields.get(name) instanceof Double value ? value : absent;
        }
    }
}
