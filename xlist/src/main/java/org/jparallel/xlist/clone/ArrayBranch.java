// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Array;

/// Arrays of objects and of arrays: class, length, elements.
///
/// @param type the class of the array
record ArrayBranch(Class<?> type) implements Branch {
    @Override
    public int tag() {
        return FrameLayout.OBJECT_ARRAY;
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putCount(ClassTable.number(type));
        output.putCount(((Object[]) value).length);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        parts.pushAll((Object[]) value);
    }

    @Override
    public Object open(FrameInput input) {
        return Array.newInstance(type.getComponentType(), input.takeSlotCount());
    }

    @Override
    public Object close(Object opened, Parts parts) {
        Object[] value = (Object[]) opened;
        parts.requireCount(value.length);
        try {
            parts.stack().copyTo(value, parts.from());
        } catch (ArrayStoreException wrongType) {
            CorruptFrameException corrupt = parts.input().corrupt("element of another type", 0);
            corrupt.initCause(wrongType);
            throw corrupt;
        }
        return value;
    }

    @Override
    public String step(Object value, int partIndex) {
        return ClonePath.element(partIndex);
    }
}
