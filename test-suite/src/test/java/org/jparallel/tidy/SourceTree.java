// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The texts of a repository, and the shapes of its Java code.
final class SourceTree {
    /// What the build and the tools around it write.
    private static final Set<String> FOREIGN_DIRECTORIES =
            Set.of(".git", ".idea", ".vscode", "results", "target");

    /// Written by Maven's wrapper plugin.
    private static final Set<String> FOREIGN_FILES = Set.of("mvnw", "mvnw.cmd", ".git");

    private final List<SourceFile> files;
    private final List<JavaShape> shapes;

    SourceTree(List<SourceFile> files) {
        this.files = List.copyOf(files);
        this.shapes = files.stream().filter(SourceFile::isJava).map(JavaShape::of).toList();
    }

    /// {@return the repository that the current directory is in}
    static SourceTree ofRepository() {
        Path root = root();
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Reader(root, files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceTree(files);
    }

    /// {@return the root directory of the repository that the current directory is in}
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    Stream<SourceFile> files() {
        return files.stream();
    }

    Stream<SourceFile> javaFiles() {
        return files().filter(SourceFile::isJava);
    }

    Stream<JavaShape> shapes() {
        return shapes.stream();
    }

    /// {@return whether there is a file or a directory of this path}
    ///
    /// @param path from the root, without a slash at its end
    boolean exists(String path) {
        return path.isEmpty()
                || FOREIGN_FILES.contains(path)
                || files().anyMatch(
                        file -> file.path().equals(path) || file.path().startsWith(path + "/"));
    }

    private static final class Reader extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<SourceFile> files;

        Reader(Path root, List<SourceFile> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return FOREIGN_DIRECTORIES.contains(String.valueOf(directory.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (!FOREIGN_FILES.contains(path)) {
                byte[] bytes = Files.readAllBytes(file);
                String text = isBinary(bytes) ? "" : new String(bytes, StandardCharsets.UTF_8);
                files.add(new SourceFile(path, text));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isBinary(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        }
    }
}
