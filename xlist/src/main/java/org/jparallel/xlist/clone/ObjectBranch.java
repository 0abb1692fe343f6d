// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jparallel.xlist.type.Cloned;
import org.jspecify.annotations.Nullable;

/// Objects of one class of the user that is [Cloned]: class, fields, those of the uppermost class
/// first. The reader makes an object without a constructor and fills it; no code of the user runs.
///
/// [SerialFields] makes it; no option of the JVM is needed.
final class ObjectBranch implements Branch {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Object[] NO_ARGUMENTS = {};

    private final int classNumber;
    private final Members members;
    private final MethodHandle allocate;
    private final List<MethodHandle> setters;

    private final LateCode code;

    private ObjectBranch(Class<?> type, List<Field> fields) throws ReflectiveOperationException {
        classNumber = ClassTable.number(type);
        List<MethodHandle> getters = new ArrayList<>();
        List<MethodHandle> toSet = new ArrayList<>();
        for (Field field : fields) {
            MethodType getter = Members.getterType(field.getType());
            getters.add(LOOKUP.unreflectGetter(field).asType(getter));
            toSet.add(
                    LOOKUP.unreflectSetter(field)
                            .asType(
                                    MethodType.methodType(
                                            void.class, Object.class, getter.returnType())));
        }
        members =
                new Members(
                        fields.stream().map(field -> "." + field.getName()).toList(),
                        fields.stream().<Class<?>>map(Field::getType).toList(),
                        List.copyOf(getters));
        setters = List.copyOf(toSet);
        allocate = allocator(type);
        code = LateCode.of(members, this::makeCode);
    }

    /// {@return the codec of a class, or why it cannot be cloned although it is annotated; absent
    /// if neither it nor a class above it is}
    static @Nullable Codec of(Class<?> type) {
        if (!type.isAnnotationPresent(Cloned.class)) {
            Class<?> annotated = annotatedAbove(type);
            return annotated == null
                    ? null
                    : new Refused(
                            "it is not @Cloned as " + annotated.getName() + " above it is", null);
        }
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            if (!each.isAnnotationPresent(Cloned.class)) {
                return new Refused(each.getName() + " above it is not @Cloned", null);
            }
        }
        List<Field> fields = fields(type);
        for (Field field : fields) {
            String obstacle = obstacle(field);
            if (!obstacle.isEmpty()) {
                return new Refused(obstacle, null);
            }
        }
        try {
            return new ObjectBranch(type, fields);
        } catch (ReflectiveOperationException unexpected) {
            return new Refused("its fields cannot be reached", unexpected);
        }
    }

    /// {@return why a field cannot be read and set; empty if it can, and is open now}
    private static String obstacle(Field field) {
        Class<?> declaring = field.getDeclaringClass();
        if (!field.trySetAccessible()) {
            return ClosedPackage.howToOpen(declaring);
        }
        return declaring.isHidden() && Modifier.isFinal(field.getModifiers())
                ? "a final field of a hidden class cannot be set: name=" + field.getName()
                : "";
    }

    private static @Nullable Class<?> annotatedAbove(Class<?> type) {
        Class<?> each = type.getSuperclass();
        while (each != null && !each.isAnnotationPresent(Cloned.class)) {
            each = each.getSuperclass();
        }
        return each;
    }

    /// {@return the fields of an object, those of the uppermost class first}
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            fields.addAll(
                    0,
                    Arrays.stream(each.getDeclaredFields())
                            .filter(field -> !Modifier.isStatic(field.getModifiers()))
                            .filter(field -> !Modifier.isTransient(field.getModifiers()))
                            .toList());
        }
        return fields;
    }

    private static MethodHandle allocator(Class<?> type) throws ReflectiveOperationException {
        MethodHandle newInstance =
                LOOKUP.findVirtual(
                        Constructor.class,
                        "newInstance",
                        MethodType.methodType(Object.class, Object[].class));
        return MethodHandles.insertArguments(
                newInstance.asFixedArity(), 0, SerialFields.maker(type), NO_ARGUMENTS);
    }

    @Override
    public int tag() {
        return FrameLayout.OBJECT;
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public int bareCount() {
        return members.primitiveCount();
    }

    @Override
    public void write(Object value, GraphWriter writer) {
        code.write(this, value, writer);
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putCount(classNumber);
        members.putPrimitives(value, output);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        members.pushReferences(value, parts);
    }

    @Override
    public Object read(GraphReader reader, int number) {
        return code.read(this, reader, number);
    }

    private ObjectCode makeCode() {
        return CodeGenerator.ofObject(classNumber, members, allocate, setters);
    }

    @Override
    public Object open(FrameInput input) {
        try {
            Object opened = allocate.invoke();
            @Nullable Object[] values = members.takePrimitives(input);
            for (int i = 0; i < values.length; i++) {
                if (members.isPrimitive(i)) {
                    setters.get(i).invoke(opened, values[i]);
                }
            }
            return opened;
        } catch (Throwable failure) {
            throw UserCode.<RuntimeException>passOn(failure);
        }
    }

    @Override
    public Object close(Object opened, Parts parts) {
        @Nullable Object[] values = new @Nullable Object[members.count()];
        members.addReferences(values, parts);
        try {
            for (int i = 0; i < values.length; i++) {
                if (!members.isPrimitive(i)) {
                    setters.get(i).invoke(opened, values[i]);
                }
            }
            return opened;
        } catch (Throwable failure) {
            throw UserCode.<RuntimeException>passOn(failure);
        }
    }

    @Override
    public String step(Object value, int partIndex) {
        return members.nameOfPart(partIndex);
    }
}
