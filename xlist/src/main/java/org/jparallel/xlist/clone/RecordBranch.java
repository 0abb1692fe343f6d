// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
/// Down to a certain depth generated code does it. The methods for heads and parts, which box and
/// use reflection, do it below that, before there is code, where a part is not made yet, and where
/// there are too many components.
final class RecordBranch implements Branch {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final int classNumber;
    private final Members members;
    private final Constructor<?> canonical;
    private final LateCode code;

    private RecordBranch(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        classNumber = ClassTable.number(type);
        members = members(type);
        canonical = type.getDeclaredConstructor(members.types().toArray(Class<?>[]::new));
        canonical.setAccessible(true);
        code = LateCode.of(members, this::makeCode);
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

    @Override
    public Object open(FrameInput input) {
        return members.takePrimitives(input);
    }

    @Override
    public Object close(Object opened, Parts parts) {
        @Nullable Object[] components = (@Nullable Object[]) opened;
        members.addReferences(components, parts);
        return UserCode.make(canonical, components);
    }

    private ObjectCode makeCode() {
        try {
            MethodHandle constructor = LOOKUP.unreflectConstructor(canonical).asFixedArity();
            return CodeGenerator.ofRecord(classNumber, members, constructor);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("constructor was made accessible", impossible);
        }
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
