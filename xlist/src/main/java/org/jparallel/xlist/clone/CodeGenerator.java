// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/// Makes the code that writes and reads the objects of one class: a hidden class of this package.
///
/// It reaches the members through method handles in its static final fields, which the compiler of
/// the JVM takes for constants. So it needs to see neither the class nor its loader, and what is
/// private stays reachable: the handles were made where that was allowed.
///
/// ```
/// static final MethodHandle get0, get1, … make, set0, set1, …;   static final Class type0, …;
///
/// write(value, writer):  get all · put the class and the primitives · write the parts
/// read(reader, …):       take the primitives · read the parts · check their types · make
/// ```
final class CodeGenerator {
    static final ClassDesc INPUT = desc(FrameInput.class);
    static final ClassDesc OUTPUT = desc(FrameOutput.class);
    static final ClassDesc READER = desc(GraphReader.class);
    static final ClassDesc WRITER = desc(GraphWriter.class);
    static final ClassDesc BRANCH = desc(Branch.class);
    static final ClassDesc CODE = desc(ObjectCode.class);
    static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
    static final ClassDesc GENERATED = ClassDesc.of(ObjectCode.class.getName() + "Of");

    /// Of 255 that a method of the JVM has, some are taken by method handles.
    private static final int MOST_SLOTS = 250;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodTypeDesc NO_ARGUMENTS = MethodTypeDesc.of(ConstantDescs.CD_void);

    private final int classNumber;
    private final Members members;
    private final Construction construction;

    /// The handles and classes of the static fields, in the order of their names.
    private final List<String> constantNames = new ArrayList<>();

    private final List<Object> constants = new ArrayList<>();

    private CodeGenerator(int classNumber, Members members, Construction construction) {
        this.classNumber = classNumber;
        this.members = members;
        this.construction = construction;
    }

    /// {@return whether there are few enough members: a method takes no more, and a longer one is
    /// never compiled}
    static boolean canMake(Members members) {
        return members.slotCount() <= MOST_SLOTS;
    }

    /// {@return the code of a record class}
    ///
    /// @param constructor takes all members
    static ObjectCode ofRecord(int classNumber, Members members, MethodHandle constructor) {
        List<Class<?>> erased =
                members.types().stream().<Class<?>>map(Members::erased).toList();
        MethodHandle make = constructor.asType(MethodType.methodType(Object.class, erased));
        return new CodeGenerator(classNumber, members, new Construction(make, List.of())).make();
    }

    /// {@return the code of a class whose objects are filled}
    ///
    /// @param allocate makes an empty object
    /// @param setters fill it: for each member a method of an `Object` and the member
    static ObjectCode ofObject(
            int classNumber, Members members, MethodHandle allocate, List<MethodHandle> setters) {
        return new CodeGenerator(classNumber, members, new Construction(allocate, setters)).make();
    }

    private ObjectCode make() {
        addConstants();
        byte[] bytes = ClassFile.of().build(GENERATED, this::build);
        try {
            MethodHandles.Lookup made =
                    LOOKUP.defineHiddenClassWithClassData(bytes, List.copyOf(constants), true);
            return (ObjectCode)
                    made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                            .invoke();
        } catch (Throwable impossible) {
            throw new AssertionError("generated code is wrong", impossible);
        }
    }

    private void addConstants() {
        for (int i = 0; i < members.count(); i++) {
            add("get" + i, members.getters().get(i));
            add("type" + i, members.types().get(i));
        }
        for (int i = 0; i < construction.setters.size(); i++) {
            add("set" + i, construction.setters.get(i));
        }
        add("make", construction.make);
    }

    private void add(String name, Object constant) {
        constantNames.add(name);
        constants.add(constant);
    }

    private void build(ClassBuilder builder) {
        builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withSuperclass(CODE);
        for (int i = 0; i < constants.size(); i++) {
            builder.withField(
                    constantNames.get(i),
                    descOf(constants.get(i)),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }
        builder.withMethodBody(
                ConstantDescs.CLASS_INIT_NAME, NO_ARGUMENTS, ClassFile.ACC_STATIC, this::unpack);
        builder.withMethodBody(
                ConstantDescs.INIT_NAME,
                NO_ARGUMENTS,
                0,
                code -> code.aload(0).invokespecial(CODE, ConstantDescs.INIT_NAME, NO_ARGUMENTS)
                        .return_());
        builder.withMethodBody(
                "write",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, WRITER),
                0,
                code -> new WriteCode(code, members, classNumber).build());
        builder.withMethodBody(
                "read",
                MethodTypeDesc.of(ConstantDescs.CD_Object, READER, BRANCH, ConstantDescs.CD_int),
                0,
                code -> new ReadCode(code, members, !construction.setters.isEmpty()).build());
    }

    /// Moves the class data into the static fields.
    private void unpack(CodeBuilder code) {
        ClassDesc lookup = ConstantDescs.CD_MethodHandles_Lookup;
        int list = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
        code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", MethodTypeDesc.of(lookup))
                .ldc("_")
                .ldc(ConstantDescs.CD_List)
                .invokestatic(
                        ConstantDescs.CD_MethodHandles,
                        "classData",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_Object,
                                lookup,
                                ConstantDescs.CD_String,
                                ConstantDescs.CD_Class))
                .checkcast(ConstantDescs.CD_List)
                .astore(list);
        for (int i = 0; i < constants.size(); i++) {
            ClassDesc type = descOf(constants.get(i));
            code.aload(list)
                    .loadConstant(i)
                    .invokeinterface(
                            ConstantDescs.CD_List,
                            "get",
                            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_int))
                    .checkcast(type)
                    .putstatic(GENERATED, constantNames.get(i), type);
        }
        code.return_();
    }

    private static ClassDesc descOf(Object constant) {
        return constant instanceof MethodHandle
                ? ConstantDescs.CD_MethodHandle
                : ConstantDescs.CD_Class;
    }

    /// Pushes a method handle of a static field.
    static void handle(CodeBuilder code, String name) {
        code.getstatic(GENERATED, name, ConstantDescs.CD_MethodHandle);
    }

    /// Calls a method handle that lies below its arguments.
    static void call(CodeBuilder code, MethodTypeDesc type) {
        code.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", type);
    }

    /// {@return a primitive type itself, `Object` instead of any other}
    static ClassDesc erased(Class<?> type) {
        return type.isPrimitive() ? desc(type) : ConstantDescs.CD_Object;
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// How objects come to be.
    ///
    /// @param make takes all members, or nothing
    /// @param setters fill what it made; none if it takes all members
    private record Construction(MethodHandle make, List<MethodHandle> setters) {}
}
