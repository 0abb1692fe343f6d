// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// The body of [ObjectCode#write] for one class. All getters are called before anything is written.
final class WriteCode {
    private static final int VALUE = 1;
    private static final int WRITER = 2;

    private final CodeBuilder code;
    private final Members members;
    private final int classNumber;
    private final int[] locals;

    WriteCode(CodeBuilder code, Members members, int classNumber) {
        this.code = code;
        this.members = members;
        this.classNumber = classNumber;
        locals = new int[members.count()];
    }

    void build() {
        for (int i = 0; i < members.count(); i++) {
            get(i);
        }
        int output = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(WRITER)
                .invokevirtual(
                        CodeGenerator.WRITER,
                        "output",
                        MethodTypeDesc.of(CodeGenerator.OUTPUT))
                .astore(output);
        code.aload(output).loadConstant((long) classNumber);
        output("putCount", ConstantDescs.CD_long);
        for (int i = 0; i < members.count(); i++) {
            if (members.isPrimitive(i)) {
                code.aload(output);
                putPrimitive(i);
            }
        }
        parts();
        code.return_();
    }

    private void get(int index) {
        Class<?> type = members.types().get(index);
        CodeGenerator.handle(code, "get" + index);
        code.aload(VALUE);
        CodeGenerator.call(
                code,
                MethodTypeDesc.of(CodeGenerator.erased(type), ConstantDescs.CD_Object));
        TypeKind kind = TypeKind.from(CodeGenerator.erased(type));
        locals[index] = code.allocateLocal(kind);
        code.storeLocal(kind, locals[index]);
    }

    private void putPrimitive(int index) {
        TypeKind kind = TypeKind.from(members.types().get(index));
        code.loadLocal(kind, locals[index]);
        switch (kind) {
            case BOOLEAN, BYTE -> output("putByte", ConstantDescs.CD_int);
            case CHAR -> {
                code.i2s();
                output("putShort", ConstantDescs.CD_short);
            }
            case SHORT -> output("putShort", ConstantDescs.CD_short);
            case INT -> output("putInt", ConstantDescs.CD_int);
            case LONG -> output("putLong", ConstantDescs.CD_long);
            case FLOAT -> raw("putFloat", ConstantDescs.CD_float);
            default -> raw("putDouble", ConstantDescs.CD_double);
        }
    }

    private void output(String method, java.lang.constant.ClassDesc type) {
        code.invokevirtual(
                CodeGenerator.OUTPUT, method, MethodTypeDesc.of(ConstantDescs.CD_void, type));
    }

    private void raw(String method, java.lang.constant.ClassDesc type) {
        code.invokestatic(
                CodeGenerator.CODE,
                method,
                MethodTypeDesc.of(ConstantDescs.CD_void, CodeGenerator.OUTPUT, type));
    }

    private void parts() {
        code.aload(WRITER)
                .loadConstant(members.referenceCount())
                .loadConstant(members.primitiveCount())
                .invokevirtual(
                        CodeGenerator.WRITER,
                        "putPartCount",
                        MethodTypeDesc.of(
                                ConstantDescs.CD_void,
                                ConstantDescs.CD_int,
                                ConstantDescs.CD_int));
        int partIndex = 0;
        for (int i = 0; i < members.count(); i++) {
            if (!members.isPrimitive(i)) {
                code.aload(WRITER)
                        .aload(locals[i])
                        .loadConstant(partIndex++)
                        .invokevirtual(
                                CodeGenerator.WRITER,
                                "writePart",
                                MethodTypeDesc.of(
                                        ConstantDescs.CD_void,
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.CD_int));
            }
        }
    }
}
