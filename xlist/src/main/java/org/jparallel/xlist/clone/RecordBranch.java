// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// Records of one class: class, components. Each accessor is called once by the writer, the
/// canonical constructor once by the reader; what they throw is passed on as it is.
final class RecordBranch implements Branch {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    private final int classNumber;
    private final String[] names;
    private final Class<?>[] boxedTypes;
    private final boolean[] takesNull;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    private RecordBranch(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        int count = components.length;
        Class<?>[] types = new Class<?>[count];
        names = new String[count];
        boxedTypes = new Class<?>[count];
        takesNull = new boolean[count];
        accessors = new MethodHandle[count];
        for (int i = 0; i < count; i++) {
            names[i] = "." + components[i].getName();
            types[i] = components[i].getType();
            boxedTypes[i] = MethodType.methodType(types[i]).wrap().returnType();
            takesNull[i] = !types[i].isPrimitive();
            Method accessor = components[i].getAccessor();
            accessor.setAccessible(true);
            accessors[i] = LOOKUP.unreflect(accessor).asType(ACCESSOR);
        }
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        constructor =
                LOOKUP.unreflectConstructor(canonical)
                        .asFixedArity()
                        .asType(MethodType.genericMethodType(count))
                        .asSpreader(Object[].class, count);
        classNumber = ClassTable.number(type);
    }

    /// {@return the codec of a record class, which says so if it cannot be reached}
    static Codec of(Class<?> type) {
        try {
            return new RecordBranch(type);
        } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
            return new Refused(howToOpen(type), closed);
        }
    }

    @Override
    public int tag() {
        return FrameLayout.RECORD;
    }

    @Override
    public boolean isBuilt() {
        return true;
    }

    @Override
    public boolean asksUser() {
        return true;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putCount(classNumber);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        try {
            for (MethodHandle accessor : accessors) {
                parts.push((@Nullable Object) accessor.invokeExact(value));
            }
        } catch (Throwable ofTheUser) {
            throw RecordBranch.<RuntimeException>passOn(ofTheUser);
        }
    }

    @Override
    public Object open(FrameInput input) {
        return this;
    }

    @Override
    public Object close(Object opened, Parts parts) {
        parts.requireCount(names.length);
        @Nullable Object[] components = parts.toArray();
        for (int i = 0; i < components.length; i++) {
            Object component = components[i];
            boolean fits =
                    component == null ? takesNull[i] : boxedTypes[i].isInstance(component);
            if (!fits) {
                throw parts.input().corrupt("component of another type", i);
            }
        }
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Throwable ofTheUser) {
            throw RecordBranch.<RuntimeException>passOn(ofTheUser);
        }
    }

    @Override
    public String step(Object value, int partIndex) {
        return names[partIndex];
    }

    private static String howToOpen(Class<?> type) {
        Module ours = RecordBranch.class.getModule();
        String reader = ours.isNamed() ? ours.getName() : "ALL-UNNAMED";
        return "its package is closed: --add-opens "
                + type.getModule().getName()
                + "/"
                + type.getPackageName()
                + "="
                + reader;
    }

    /// Throws the very exception that code of the user threw, checked or not.
    @SuppressWarnings("unchecked") // erased: throws as it is
    private static <E extends Throwable> RuntimeException passOn(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
