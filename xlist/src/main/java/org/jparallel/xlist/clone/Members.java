// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The components of a record, or the fields of a class: those of primitive types lie in the frame
/// as they are, the others are parts.
///
/// @param names their names, for a path
/// @param types their types
/// @param getters for each a method of an `Object` that returns its primitive type or an `Object`
record Members(List<String> names, List<Class<?>> types, List<MethodHandle> getters) {
    /// {@return how many there are}
    int count() {
        return types.size();
    }

    /// {@return whether one is of a primitive type}
    boolean isPrimitive(int index) {
        return types.get(index).isPrimitive();
    }

    /// {@return how many are not of a primitive type}
    int referenceCount() {
        int count = 0;
        for (Class<?> type : types) {
            count += type.isPrimitive() ? 0 : 1;
        }
        return count;
    }

    /// {@return how many are of a primitive type}
    int primitiveCount() {
        return count() - referenceCount();
    }

    /// {@return how many slots they take as arguments of a method}
    int slotCount() {
        return types.stream().mapToInt(Members::slots).sum();
    }

    private static int slots(Class<?> type) {
        return type == long.class || type == double.class ? 2 : 1;
    }

    /// {@return the name of a part}
    String nameOfPart(int partIndex) {
        int left = partIndex;
        for (int i = 0; i < types.size(); i++) {
            if (!isPrimitive(i) && left-- == 0) {
                return names.get(i);
            }
        }
        throw new IndexOutOfBoundsException(partIndex);
    }

    /// {@return the type of a getter that generated code calls}
    static MethodType getterType(Class<?> type) {
        return MethodType.methodType(erased(type), Object.class);
    }

    /// {@return a primitive type itself, `Object` instead of any other}
    static Class<?> erased(Class<?> type) {
        return type.isPrimitive() ? type : Object.class;
    }

    /// Puts all members of primitive types.
    void putPrimitives(Object value, FrameOutput output) {
        for (int i = 0; i < count(); i++) {
            if (isPrimitive(i)) {
                leaf(i).putBare(Objects.requireNonNull(valueOf(value, i)), output);
            }
        }
    }

    /// Pushes all others.
    void pushReferences(Object value, PartStack parts) {
        for (int i = 0; i < count(); i++) {
            if (!isPrimitive(i)) {
                parts.push(valueOf(value, i));
            }
        }
    }

    /// {@return all members, those of primitive types taken, the others still missing}
    @Nullable Object[] takePrimitives(FrameInput input) {
        @Nullable Object[] values = new @Nullable Object[count()];
        for (int i = 0; i < values.length; i++) {
            if (isPrimitive(i)) {
                values[i] = leaf(i).read(input);
            }
        }
        return values;
    }

    /// Adds the members that were missing.
    void addReferences(@Nullable Object[] values, Branch.Parts parts) {
        parts.requireCount(referenceCount());
        int partIndex = 0;
        for (int i = 0; i < values.length; i++) {
            if (!isPrimitive(i)) {
                Object part = parts.at(partIndex++);
                if (part != null && !types.get(i).isInstance(part)) {
                    throw parts.input().corrupt("component of another type", i);
                }
                values[i] = part;
            }
        }
    }

    private @Nullable Object valueOf(Object value, int index) {
        try {
            return getters.get(index).invoke(value);
        } catch (Throwable ofTheUser) {
            throw UserCode.<RuntimeException>passOn(ofTheUser);
        }
    }

    /// {@return the codec of the box of a primitive member, whose bytes after the tag are the same}
    private Leaf<?> leaf(int index) {
        Class<?> box = MethodType.methodType(types.get(index)).wrap().returnType();
        return (Leaf<?>) Codecs.of(box);
    }
}
