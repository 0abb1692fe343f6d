// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The instance fields of a class and of those above it, if all of it can be seen.
///
/// @param fields the fields, those of the class itself first; as many as could be read
/// @param objection why objects of the class may change, or cannot be judged; empty if neither
record FinalFields(List<Field> fields, String objection) {
    /// The objection to what has no better one.
    static final String CHANGES = "it can be changed";

    private static final ClassValue<FinalFields> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected FinalFields computeValue(Class<?> type) {
                    return find(type);
                }
            };

    /// {@return the fields of a class}
    static FinalFields of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /// {@return the value of a field, without a method of the object being called}
    @Nullable Object value(int index, Object holder) {
        try {
            return fields.get(index).get(holder);
        } catch (IllegalAccessException impossible) {
            throw new LinkageError("field closed: name=" + name(index), impossible);
        }
    }

    /// {@return whether the fields of its objects can be read}
    boolean isReadable() {
        return !objection.startsWith(ClosedPackage.REASON);
    }

    String name(int index) {
        return fields.get(index).getName();
    }

    private static FinalFields find(Class<?> type) {
        try {
            List<Field> fields = new ArrayList<>();
            Class<?> each = type;
            for (; !Codecs.isOfJdk(each); each = each.getSuperclass()) {
                add(each, fields);
            }
            boolean isBare = each == Object.class || each == Record.class;
            return new FinalFields(List.copyOf(fields), isBare ? objection(fields) : CHANGES);
        } catch (InaccessibleObjectException closed) {
            return new FinalFields(List.of(), ClosedPackage.howToOpen(type));
        }
    }

    private static void add(Class<?> type, List<Field> fields) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
    }

    private static String objection(List<Field> fields) {
        return fields.stream()
                .filter(field -> !Modifier.isFinal(field.getModifiers()))
                .findFirst()
                .map(field -> "a field is not final: name=" + field.getName())
                .orElse("");
    }
}
