// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jparallel.xlist.NotCloneableException;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.type.Cloned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A class that is @Cloned, and that no source code has,")
final class ObjectRefusalTest {
    private static final int FIELD_COUNT = 2_000;
    private static final ClassDesc BASE = ClassDesc.of("closed.base.Base");

    @Test
    void mayHaveMoreFieldsThanGeneratedCodeCanReach() throws Exception {
        byte[] bytes =
                bytes(
                        ClassDesc.of(getClass().getPackageName(), "Wide"),
                        ConstantDescs.CD_Object,
                        builder -> {
                            for (int i = 0; i < FIELD_COUNT; i++) {
                                field(builder, "number" + i, ConstantDescs.CD_int, 0);
                                field(builder, "object" + i, ConstantDescs.CD_Object, 0);
                            }
                        });
        Class<?> type = MethodHandles.lookup().defineClass(bytes);
        Object value = make(type);
        for (int i = 0; i < FIELD_COUNT; i++) {
            reach(type, "number" + i).setInt(value, i);
            reach(type, "object" + i).set(value, "o" + i);
        }
        Object copy = StructuredClone.copy(List.of(value, value)).getLast();
        for (int i = 0; i < FIELD_COUNT; i++) {
            assertThat(reach(type, "number" + i).getInt(copy)).isEqualTo(i);
            assertThat(reach(type, "object" + i).get(copy)).isEqualTo("o" + i);
        }
    }

    @Test
    void isToldThatAFinalFieldOfAHiddenClassCannotBeSet() throws Exception {
        byte[] bytes =
                bytes(
                        ClassDesc.of(getClass().getPackageName(), "Hidden"),
                        ConstantDescs.CD_Object,
                        builder ->
                                field(builder, "first", ConstantDescs.CD_int, ClassFile.ACC_FINAL));
        Class<?> type = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
        Object value = make(type);
        assertThatThrownBy(() -> StructuredClone.copy(value))
                .isInstanceOf(NotCloneableException.class)
                .hasMessage(
                        "root: "
                                + type.getName()
                                + " (a final field of a hidden class cannot be set: name=first)");
    }

    @Test
    void isToldWhichPackageAboveItIsClosed(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("closed/base"));
        Files.write(
                directory.resolve("module-info.class"),
                ClassFile.of()
                        .buildModule(
                                ModuleAttribute.of(
                                        ModuleDesc.of("closed"),
                                        module ->
                                                module.requires(
                                                                ModuleDesc.of("java.base"),
                                                                Set.of(AccessFlag.MANDATED),
                                                                null)
                                                        .exports(
                                                                PackageDesc.of("closed.base"),
                                                                Set.of()))));
        Files.write(
                directory.resolve("closed/base/Base.class"),
                bytes(
                        BASE,
                        ConstantDescs.CD_Object,
                        builder -> field(builder, "inner", ConstantDescs.CD_int, 0)));
        ModuleLayer boot = ModuleLayer.boot();
        ModuleLayer layer =
                boot.defineModulesWithOneLoader(
                        boot.configuration()
                                .resolve(
                                        ModuleFinder.of(directory),
                                        ModuleFinder.of(),
                                        Set.of("closed")),
                        getClass().getClassLoader());
        byte[] below = bytes(ClassDesc.of("open.Below"), BASE, builder -> {});
        ClassLoader loader =
                new ClassLoader(layer.findLoader("closed")) {
                    @Override
                    protected Class<?> findClass(String name) {
                        return defineClass(name, below, 0, below.length);
                    }
                };
        Object value = make(loader.loadClass("open.Below"));
        assertThatThrownBy(() -> StructuredClone.copy(value))
                .isInstanceOf(NotCloneableException.class)
                .hasMessage(
                        "root: open.Below (its package is closed:"
                                + " --add-opens closed/closed.base=ALL-UNNAMED)");
    }

    private static Object make(Class<?> type) throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }

    private static Field reach(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static void field(ClassBuilder builder, String name, ClassDesc type, int flags) {
        builder.withField(name, type, ClassFile.ACC_PRIVATE | flags);
    }

    private static byte[] bytes(
            ClassDesc name, ClassDesc above, Consumer<ClassBuilder> fields) {
        return ClassFile.of()
                .build(
                        name,
                        builder -> {
                            builder.withFlags(ClassFile.ACC_PUBLIC)
                                    .withSuperclass(above)
                                    .with(
                                            RuntimeVisibleAnnotationsAttribute.of(
                                                    Annotation.of(
                                                            Cloned.class
                                                                    .describeConstable()
                                                                    .orElseThrow())))
                                    .withMethodBody(
                                            ConstantDescs.INIT_NAME,
                                            ConstantDescs.MTD_void,
                                            ClassFile.ACC_PUBLIC,
                                            code ->
                                                    code.aload(0)
                                                            .invokespecial(
                                                                    above,
                                                                    ConstantDescs.INIT_NAME,
                                                                    ConstantDescs.MTD_void)
                                                            .return_());
                            fields.accept(builder);
                        });
    }
}
