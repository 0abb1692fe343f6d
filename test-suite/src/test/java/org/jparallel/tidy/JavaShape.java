// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What the rules ask about a Java file, as the JDK's own parser sees it.
///
/// @param file the text
/// @param packageName what its first declaration says
/// @param types its types, nested ones too
/// @param methods their methods, constructors and initializers
/// @param sleeps the lines that call a method named sleep
record JavaShape(
        SourceFile file,
        String packageName,
        List<TypeShape> types,
        List<MethodShape> methods,
        List<Integer> sleeps) {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// A type.
    ///
    /// @param name its simple name; empty if it has none
    /// @param line where it begins
    /// @param visible whether it and every type around it are public
    /// @param role whether it, or a type around it, says which threads may call
    /// @param publicMethods its public methods and constructors that override nothing
    /// @param callable whether roles make sense: it is no annotation, no exception and nothing
    ///     that users implement as a lambda
    record TypeShape(
            String name,
            int line,
            boolean visible,
            boolean role,
            List<MethodShape> publicMethods,
            boolean callable) {}

    /// A method, constructor or initializer.
    ///
    /// @param name its name
    /// @param line where it begins
    /// @param lineCount how many lines it takes, with its annotations and without its comment
    /// @param parameterCount how many parameters it has, if it may choose them
    /// @param nesting how many statements that branch, loop, try or lock stand inside each other
    /// @param annotations the simple names of its annotations
    record MethodShape(
            String name,
            int line,
            int lineCount,
            int parameterCount,
            int nesting,
            Set<String> annotations) {}

    static JavaShape of(SourceFile file) {
        JavaFileObject source = new Source(file);
        JavacTask task =
                (JavacTask)
                        COMPILER.getTask(
                                null, null, null, List.of("-proc:none"), null, List.of(source));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            ShapeScanner scanner =
                    new ShapeScanner(unit, Trees.instance(task).getSourcePositions());
            scanner.scan(unit, null);
            return new JavaShape(
                    file,
                    String.valueOf(unit.getPackageName()),
                    scanner.types(),
                    scanner.methods(),
                    new ArrayList<>(scanner.sleeps()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final SourceFile file;

        Source(SourceFile file) {
            super(URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }
}
