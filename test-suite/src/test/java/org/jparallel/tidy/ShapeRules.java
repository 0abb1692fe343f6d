// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jparallel.tidy.JavaShape.MethodShape;
import org.jparallel.tidy.JavaShape.TypeShape;

/// Rules that look at types and methods.
final class ShapeRules {
    static final int LIMIT_METHOD_LINES = 60;
    static final int LIMIT_NESTING = 3;
    static final int LIMIT_PARAMETERS = 5;
    static final int LIMIT_PUBLIC_METHODS = 25;

    private static final Pattern SAYS_NOTHING =
            Pattern.compile("(Abstract|Base|Default)[A-Z].*|.*(Impl|Utils?|Helper|Manager)");

    private ShapeRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                eachMethod(
                        "keeps to 60 lines a method",
                        "method too long: name=%s lines=%d limitLines=%d",
                        MethodShape::lineCount,
                        LIMIT_METHOD_LINES),
                eachMethod(
                        "nests 3 deep",
                        "nested too deep: name=%s nesting=%d limitNesting=%d",
                        MethodShape::nesting,
                        LIMIT_NESTING),
                eachMethod(
                        "has 5 parameters a method",
                        "too many parameters: name=%s parameters=%d limitParameters=%d",
                        MethodShape::parameterCount,
                        LIMIT_PARAMETERS),
                new Rule(
                        "has 25 public methods a type",
                        tree -> libraryTypes(tree, ShapeRules::publicMethods)),
                new Rule(
                        "says which threads may call",
                        tree -> libraryTypes(tree, ShapeRules::threadRoles)),
                new Rule(
                        "names types for what they are",
                        tree -> tree.shapes().flatMap(ShapeRules::typeNames)),
                new Rule(
                        "sleeps in no test", tree -> tree.shapes().flatMap(ShapeRules::sleeps)));
    }

    private static Rule eachMethod(
            String name, String message, ToIntFunction<MethodShape> measure, int limit) {
        return new Rule(
                name,
                tree ->
                        tree.shapes()
                                .flatMap(shape -> methodsAbove(shape, message, measure, limit)));
    }

    private static Stream<Finding> methodsAbove(
            JavaShape shape, String message, ToIntFunction<MethodShape> measure, int limit) {
        return shape.methods().stream()
                .filter(method -> measure.applyAsInt(method) > limit)
                .map(
                        method ->
                                finding(
                                        shape,
                                        method.line(),
                                        message.formatted(
                                                method.name(),
                                                measure.applyAsInt(method),
                                                limit)));
    }

    private static Stream<Finding> libraryTypes(
            SourceTree tree, Function<TypeShape, Stream<Broken>> check) {
        return tree.shapes()
                .filter(shape -> shape.file().isLibrary())
                .flatMap(shape -> visibleTypes(shape, check));
    }

    private static Stream<Finding> visibleTypes(
            JavaShape shape, Function<TypeShape, Stream<Broken>> check) {
        return shape.types().stream()
                .filter(TypeShape::visible)
                .flatMap(check)
                .map(broken -> finding(shape, broken.line, broken.message));
    }

    private static Stream<Broken> publicMethods(TypeShape type) {
        long count =
                type.publicMethods().stream()
                        .filter(method -> !method.name().equals(type.name()))
                        .count();
        return count > LIMIT_PUBLIC_METHODS
                ? Stream.of(
                        new Broken(
                                type.line(),
                                "too many public methods: name=%s methods=%d limitMethods=%d"
                                        .formatted(type.name(), count, LIMIT_PUBLIC_METHODS)))
                : Stream.of();
    }

    private static Stream<Broken> threadRoles(TypeShape type) {
        if (type.role() || !type.callable()) {
            return Stream.of();
        }
        return type.publicMethods().stream()
                .filter(method -> !ShapeScanner.hasRole(method.annotations()))
                .map(
                        method ->
                                new Broken(
                                        method.line(),
                                        "no thread role: type=%s method=%s"
                                                .formatted(type.name(), method.name())));
    }

    private static Stream<Finding> typeNames(JavaShape shape) {
        return shape.types().stream()
                .filter(type -> SAYS_NOTHING.matcher(type.name()).matches())
                .map(
                        type ->
                                finding(
                                        shape,
                                        type.line(),
                                        "name says nothing: name=" + type.name()));
    }

    private static Stream<Finding> sleeps(JavaShape shape) {
        return shape.file().isTest()
                ? shape.sleeps().stream().map(line -> finding(shape, line, "sleep in a test"))
                : Stream.of();
    }

    private static Finding finding(JavaShape shape, int line, String message) {
        return new Finding(shape.file().path(), line, message);
    }

    private record Broken(int line, String message) {}
}
