// SPDX-License-Identifier: Apache-2.0
package org.jparallel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The compiled library modules, and what they export.
final class Modules {
    private static final Modules SHARED = new Modules();

    private final Map<String, JavaClasses> classes =
            Ladder.all().collect(Collectors.toMap(Ladder::module, Modules::read));
    private final Map<String, Set<String>> exports =
            Ladder.all().collect(Collectors.toMap(Ladder::module, Modules::readExports));

    private Modules() {}

    static Modules shared() {
        return SHARED;
    }

    Stream<JavaClass> classes(String module) {
        return classes.get(module).stream()
                .filter(type -> !type.getSimpleName().equals("module-info"));
    }

    Stream<Dependency> dependencies(String module) {
        return classes(module).flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    boolean exports(String packageName) {
        return exports.values().stream().anyMatch(names -> names.contains(packageName));
    }

    /// {@return each type that a user of the module sees, and where}
    ///
    /// @param module the directory of the module
    Stream<Signature> exportedSignatures(String module) {
        return classes(module)
                .filter(type -> exports.get(module).contains(type.getPackageName()))
                .filter(Modules::isVisible)
                .flatMap(Modules::signatures);
    }

    private static Stream<Signature> signatures(JavaClass type) {
        Stream<JavaType> supertypes =
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<Signature> members =
                Stream.concat(
                        type.getFields().stream()
                                .filter(field -> isVisible(field.getModifiers()))
                                .flatMap(field -> named(field.getFullName(), field.getType())),
                        type.getCodeUnits().stream()
                                .filter(unit -> isVisible(unit.getModifiers()))
                                .flatMap(Modules::signatures));
        return Stream.concat(
                supertypes.flatMap(supertype -> named(type.getFullName(), supertype)), members);
    }

    private static Stream<Signature> signatures(JavaCodeUnit unit) {
        Stream<JavaType> types =
                Stream.of(
                                Stream.of(unit.getReturnType()),
                                unit.getParameterTypes().stream(),
                                unit.getExceptionTypes().stream())
                        .flatMap(Function.identity());
        return types.flatMap(type -> named(unit.getFullName(), type));
    }

    private static Stream<Signature> named(String place, JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(raw -> new Signature(place, raw.getBaseComponentType().getName()));
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(Modules::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC)
                        || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static JavaClasses read(Ladder ladder) {
        return new ClassFileImporter().importPath(classDirectory(ladder));
    }

    private static Set<String> readExports(Ladder ladder) {
        ModuleDescriptor descriptor =
                ModuleFinder.of(classDirectory(ladder)).findAll().iterator().next().descriptor();
        return descriptor.exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static Path classDirectory(Ladder ladder) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root.resolve(ladder.module()).resolve("target/classes");
    }

    /// A type that users see.
    ///
    /// @param place where they see it
    /// @param type its name
    record Signature(String place, String type) {
        @Override
        public String toString() {
            return "library in an exported signature: place=" + place + " type=" + type;
        }
    }
}
