// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jparallel.tidy.JavaShape.MethodShape;
import org.jparallel.tidy.JavaShape.TypeShape;

/// Walks a parsed file once and notes the shapes of its types and methods.
final class ShapeScanner extends TreeScanner<Void, Void> {
    private static final Set<String> ROLES = Set.of("AnyThread", "MainThread", "ParallelThread");

    /// All that nests but for IF, of which a chain with ELSE counts once.
    private static final Set<Tree.Kind> NESTING =
            EnumSet.of(
                    Tree.Kind.FOR_LOOP,
                    Tree.Kind.ENHANCED_FOR_LOOP,
                    Tree.Kind.WHILE_LOOP,
                    Tree.Kind.DO_WHILE_LOOP,
                    Tree.Kind.SWITCH,
                    Tree.Kind.SWITCH_EXPRESSION,
                    Tree.Kind.TRY,
                    Tree.Kind.SYNCHRONIZED);

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<TypeShape> types = new ArrayList<>();
    private final List<MethodShape> methods = new ArrayList<>();
    private final List<Integer> sleeps = new ArrayList<>();
    private final Deque<OpenType> openTypes = new ArrayDeque<>();
    private int nesting;
    private int deepestNesting;

    ShapeScanner(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    List<TypeShape> types() {
        return List.copyOf(types);
    }

    List<MethodShape> methods() {
        return List.copyOf(methods);
    }

    List<Integer> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public Void scan(Tree tree, Void unused) {
        return tree != null && NESTING.contains(tree.getKind())
                ? nested(() -> super.scan(tree, null))
                : super.scan(tree, null);
    }

    @Override
    public Void visitClass(ClassTree tree, Void unused) {
        OpenType outer = openTypes.peek();
        OpenType type = new OpenType(tree, outer);
        openTypes.push(type);
        int outerNesting = nesting;
        int outerDeepest = deepestNesting;
        nesting = 0;
        super.visitClass(tree, null);
        nesting = outerNesting;
        deepestNesting = outerDeepest;
        openTypes.pop();
        types.add(
                new TypeShape(
                        tree.getSimpleName().toString(),
                        line(tree),
                        type.visible,
                        type.role,
                        List.copyOf(type.publicMethods),
                        type.callable()));
        return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
        OpenType type = openTypes.element();
        Set<String> annotations = annotations(tree.getModifiers());
        boolean overrides = annotations.contains("Override");
        boolean ofRecord = type.tree.getKind() == Tree.Kind.RECORD && tree.getReturnType() == null;
        MethodShape method =
                method(
                        tree,
                        tree.getName().contentEquals("<init>")
                                ? type.tree.getSimpleName().toString()
                                : tree.getName().toString(),
                        overrides || ofRecord ? 0 : tree.getParameters().size(),
                        annotations,
                        () -> super.visitMethod(tree, null));
        Set<Modifier> flags = tree.getModifiers().getFlags();
        boolean implicitlyPublic =
                type.tree.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
        if (!overrides && (flags.contains(Modifier.PUBLIC) || implicitlyPublic)) {
            type.publicMethods.add(method);
        }
        return null;
    }

    @Override
    public Void visitBlock(BlockTree tree, Void unused) {
        OpenType type = openTypes.element();
        if (!type.tree.getMembers().contains(tree)) {
            return super.visitBlock(tree, null);
        }
        method(tree, "{}", 0, Set.of(), () -> super.visitBlock(tree, null));
        return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
        if (tree.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("sleep")) {
            sleeps.add(line(tree));
        }
        return super.visitMethodInvocation(tree, null);
    }

    @Override
    public Void visitIf(IfTree tree, Void unused) {
        scan(tree.getCondition(), null);
        nested(() -> scan(tree.getThenStatement(), null));
        if (tree.getElseStatement() instanceof IfTree) {
            return scan(tree.getElseStatement(), null);
        }
        return nested(() -> scan(tree.getElseStatement(), null));
    }

    private Void nested(Runnable inside) {
        nesting++;
        deepestNesting = Math.max(deepestNesting, nesting);
        inside.run();
        nesting--;
        return null;
    }

    private MethodShape method(
            Tree tree, String name, int parameterCount, Set<String> annotations, Runnable inside) {
        nesting = 0;
        deepestNesting = 0;
        inside.run();
        MethodShape method =
                new MethodShape(
                        name,
                        line(tree),
                        endLine(tree) - line(tree) + 1,
                        parameterCount,
                        deepestNesting,
                        annotations);
        methods.add(method);
        return method;
    }

    private int line(Tree tree) {
        return lineAt(positions.getStartPosition(unit, tree));
    }

    private int endLine(Tree tree) {
        return lineAt(positions.getEndPosition(unit, tree) - 1);
    }

    private int lineAt(long position) {
        return (int) unit.getLineMap().getLineNumber(position);
    }

    private static Set<String> annotations(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .map(type -> type.toString().replaceAll(".*\\.", ""))
                .collect(Collectors.toSet());
    }

    static boolean hasRole(Set<String> annotations) {
        return annotations.stream().anyMatch(ROLES::contains);
    }

    /// A type whose end is not reached yet.
    private static final class OpenType {
        final ClassTree tree;
        final boolean visible;
        final boolean role;
        final Set<String> annotations;
        final List<MethodShape> publicMethods = new ArrayList<>();

        OpenType(ClassTree tree, OpenType outer) {
            this.tree = tree;
            this.annotations = annotations(tree.getModifiers());
            boolean ofInterface = outer != null && outer.tree.getKind() == Tree.Kind.INTERFACE;
            this.visible =
                    (outer == null || outer.visible)
                            && (ofInterface
                                    || tree.getModifiers().getFlags().contains(Modifier.PUBLIC));
            this.role = hasRole(annotations) || (outer != null && outer.role);
        }

        boolean callable() {
            String parent = String.valueOf(tree.getExtendsClause());
            return tree.getKind() != Tree.Kind.ANNOTATION_TYPE
                    && !parent.endsWith("Exception")
                    && !parent.endsWith("Error")
                    && !annotations.contains("FunctionalInterface");
        }
    }
}
