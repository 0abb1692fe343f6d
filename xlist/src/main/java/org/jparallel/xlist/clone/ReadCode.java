// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// The body of [ObjectCode#read] for one class. If one of the parts is not made yet, the object
/// is left to [GraphReader#finish].
final class ReadCode {
    private static final int READER = 1;
    private static final int BRANCH = 2;
    private static final int NUMBER = 3;
    private static final MethodTypeDesc COUNT = MethodTypeDesc.of(ConstantDescs.CD_int);
    private static final MethodTypeDesc NUMBERED =
            MethodTypeDesc.of(
                    ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_Object);

    private final CodeBuilder code;
    private final Members members;
    private final boolean isFilled;
    private final int[] locals;
    private final int input;
    private final int object;
    private final int unmadeCount;

    ReadCode(CodeBuilder code, Members members, boolean isFilled) {
        this.code = code;
        this.members = members;
        this.isFilled = isFilled;
        locals = new int[members.count()];
        input = code.allocateLocal(TypeKind.REFERENCE);
        object = code.allocateLocal(TypeKind.REFERENCE);
        unmadeCount = code.allocateLocal(TypeKind.INT);
    }

    void build() {
        reader("input", MethodTypeDesc.of(CodeGenerator.INPUT));
        code.astore(input);
        if (isFilled) {
            CodeGenerator.handle(code, "make");
            CodeGenerator.call(code, MethodTypeDesc.of(ConstantDescs.CD_Object));
            code.astore(object);
            numbered("known");
        }
        takePrimitives();
        readParts();
        if (isFilled) {
            setReferences();
        } else {
            make();
            numbered("made");
        }
        code.aload(object).areturn();
    }

    private void takePrimitives() {
        for (int i = 0; i < members.count(); i++) {
            if (members.isPrimitive(i)) {
                if (isFilled) {
                    CodeGenerator.handle(code, "set" + i);
                    code.aload(object);
                    take(i);
                    set(i);
                } else {
                    take(i);
                    store(i);
                }
            }
        }
    }

    /// Pushes the next primitive value.
    private void take(int index) {
        TypeKind kind = TypeKind.from(members.types().get(index));
        code.aload(input);
        switch (kind) {
            case BOOLEAN -> raw("takeBoolean", ConstantDescs.CD_boolean);
            case BYTE -> input("takeByte", ConstantDescs.CD_byte);
            case CHAR -> {
                input("takeShort", ConstantDescs.CD_short);
                code.i2c();
            }
            case SHORT -> input("takeShort", ConstantDescs.CD_short);
            case INT -> input("takeInt", ConstantDescs.CD_int);
            case LONG -> input("takeLong", ConstantDescs.CD_long);
            case FLOAT -> raw("takeFloat", ConstantDescs.CD_float);
            default -> raw("takeDouble", ConstantDescs.CD_double);
        }
    }

    private void readParts() {
        int count = members.referenceCount();
        code.aload(READER)
                .loadConstant(count)
                .invokevirtual(
                        CodeGenerator.READER,
                        "takePartCount",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
        if (count == 0) {
            return;
        }
        reader("unmadeCount", COUNT);
        code.istore(unmadeCount);
        for (int i = 0; i < members.count(); i++) {
            if (!members.isPrimitive(i)) {
                reader("readPart", MethodTypeDesc.of(ConstantDescs.CD_Object));
                store(i);
            }
        }
        Label allMade = code.newLabel();
        reader("unmadeCount", COUNT);
        code.iload(unmadeCount).if_icmpeq(allMade);
        finishLater();
        code.labelBinding(allMade);
        check();
    }

    /// Returns what `finish` makes of the object and its parts.
    private void finishLater() {
        code.aload(READER).aload(BRANCH);
        if (isFilled) {
            code.aload(object);
        } else {
            array(true);
        }
        code.iload(NUMBER);
        array(false);
        code.invokevirtual(
                        CodeGenerator.READER,
                        "finish",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_Object,
                                CodeGenerator.BRANCH,
                                ConstantDescs.CD_Object,
                                ConstantDescs.CD_int,
                                CodeGenerator.OBJECTS))
                .areturn();
    }

    /// Pushes a new array.
    ///
    /// @param all with a place for each member and the primitive ones boxed in it; else an array of
    ///     the others alone
    private void array(boolean all) {
        code.loadConstant(all ? members.count() : members.referenceCount())
                .anewarray(ConstantDescs.CD_Object);
        int place = 0;
        for (int i = 0; i < members.count(); i++) {
            boolean isPrimitive = members.isPrimitive(i);
            if (isPrimitive == all) {
                code.dup().loadConstant(all ? i : place);
                load(i);
                box(members.types().get(i));
                code.aastore();
            }
            place += isPrimitive ? 0 : 1;
        }
    }

    private void box(Class<?> type) {
        if (type.isPrimitive()) {
            ClassDesc box =
                    java.lang.invoke.MethodType.methodType(type)
                            .wrap()
                            .returnType()
                            .describeConstable()
                            .orElseThrow();
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, CodeGenerator.erased(type)));
        }
    }

    private void check() {
        for (int i = 0; i < members.count(); i++) {
            if (!members.isPrimitive(i) && members.types().get(i) != Object.class) {
                code.getstatic(CodeGenerator.GENERATED, "type" + i, ConstantDescs.CD_Class)
                        .aload(locals[i])
                        .aload(READER)
                        .invokestatic(
                                CodeGenerator.CODE,
                                "check",
                                MethodTypeDesc.of(
                                        ConstantDescs.CD_void,
                                        ConstantDescs.CD_Class,
                                        ConstantDescs.CD_Object,
                                        CodeGenerator.READER));
            }
        }
    }

    private void make() {
        CodeGenerator.handle(code, "make");
        ClassDesc[] types = new ClassDesc[members.count()];
        for (int i = 0; i < types.length; i++) {
            types[i] = CodeGenerator.erased(members.types().get(i));
            load(i);
        }
        CodeGenerator.call(code, MethodTypeDesc.of(ConstantDescs.CD_Object, types));
        code.astore(object);
    }

    private void setReferences() {
        for (int i = 0; i < members.count(); i++) {
            if (!members.isPrimitive(i)) {
                CodeGenerator.handle(code, "set" + i);
                code.aload(object);
                load(i);
                set(i);
            }
        }
    }

    private void set(int index) {
        CodeGenerator.call(
                code,
                MethodTypeDesc.of(
                        ConstantDescs.CD_void,
                        ConstantDescs.CD_Object,
                        CodeGenerator.erased(members.types().get(index))));
    }

    private void store(int index) {
        TypeKind kind = kind(index);
        locals[index] = code.allocateLocal(kind);
        code.storeLocal(kind, locals[index]);
    }

    private void load(int index) {
        code.loadLocal(kind(index), locals[index]);
    }

    private TypeKind kind(int index) {
        return TypeKind.from(CodeGenerator.erased(members.types().get(index)));
    }

    private void reader(String method, MethodTypeDesc type) {
        code.aload(READER).invokevirtual(CodeGenerator.READER, method, type);
    }

    private void numbered(String method) {
        code.aload(READER)
                .iload(NUMBER)
                .aload(object)
                .invokevirtual(CodeGenerator.READER, method, NUMBERED);
    }

    private void input(String method, ClassDesc type) {
        code.invokevirtual(CodeGenerator.INPUT, method, MethodTypeDesc.of(type));
    }

    private void raw(String method, ClassDesc type) {
        code.invokestatic(
                CodeGenerator.CODE, method, MethodTypeDesc.of(type, CodeGenerator.INPUT));
    }
}
