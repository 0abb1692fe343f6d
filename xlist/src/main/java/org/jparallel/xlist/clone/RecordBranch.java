// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records of one class: class, components. Each accessor is called once by the writer, the
/// canonical constructor once by the reader; what they throw is passed on as it is.
///
/// Down to a certain depth generated code does it; the methods for heads and parts, which box and
/// spread, do it below that, where a part is not made yet, and where there are too many components.
final class RecordBranch implements Branch {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final int classNumber;
    private final Members members;
    private final Constructor<?> canonical;

    // Absent if there are too many components.
    private final @Nullable MethodHandle constructor;
    private final @Nullable ObjectCode code;

    /// Made when it is first needed; by two threads, two that do the same.
    private @Nullable MethodHandle spread;

    private RecordBranch(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        classNumber = ClassTable.number(type);
        members = members(type);
        canonical = type.getDeclaredConstructor(members.types().toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        if (CodeGenerator.canMake(members)) {
            constructor = LOOKUP.unreflectConstructor(canonical).asFixedArity();
            code = CodeGenerator.ofRecord(classNumber, members, constructor);
        } else {
            constructor = null;
            code = null;
        }
    }

    /// {@return the codec of a record class, which says so if it cannot be reached}
    static Codec of(Class<?> type) {
        try {
            return new RecordBranch(type);
        } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
            return new Refused(ClosedPackage.howToOpen(type), closed);
        }
    }

    private static Members members(Class<?> type) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        List<MethodHandle> getters = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            names.add("." + component.getName());
            types.add(component.getType());
            getters.add(
                    LOOKUP.unreflect(accessor).asType(Members.getterType(component.getType())));
        }
        return new Members(List.copyOf(names), List.copyOf(types), List.copyOf(getters));
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
    public int bareCount() {
        return members.primitiveCount();
    }

    @Override
    public void write(Object value, GraphWriter writer) {
        if (code == null) {
            writer.writeParts(this, value);
        } else {
            code.write(value, writer);
        }
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
        return code == null
                ? reader.readParts(this, number)
                : code.read(reader, this, number);
    }

    @Override
    public Object open(FrameInput input) {
        return members.takePrimitives(input);
    }

    @Override
    public Object close(Object opened, Parts parts) {
        @Nullable Object[] components = (@Nullable Object[]) opened;
        members.addReferences(components, parts);
        if (constructor == null) {
            return UserCode.make(canonical, components);
        }
        try {
            return (Object) spread(constructor).invokeExact(components);
        } catch (Throwable ofTheUser) {
            throw UserCode.<RuntimeException>passOn(ofTheUser);
        }
    }

    private MethodHandle spread(MethodHandle taking) {
        MethodHandle known = spread;
        if (known == null) {
            known =
                    taking.asType(MethodType.genericMethodType(members.count()))
                            .asSpreader(Object[].class, members.count());
            spread = known;
        }
        return known;
    }

    @Override
    public String step(Object value, int partIndex) {
        return members.nameOfPart(partIndex);
    }

    @Override
    public String toString() {
        return "RecordBranch " + type.getName();
    }
}
