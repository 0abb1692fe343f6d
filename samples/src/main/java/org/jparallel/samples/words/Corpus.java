// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The files to count, listed and not read yet.
///
/// Below a directory they are all regular files; symbolic links below it are not followed. A zip or
/// jar file that is named itself stands for the files in it.
public final class Corpus implements AutoCloseable {
    private final List<TextFile> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<ZipArchive> archives = new ArrayList<>();

    private Corpus() {}

    /// Lists the files below some paths.
    ///
    /// @param paths files and directories
    /// @return the files
    /// @throws IOException if a path does not exist, which is a [NoSuchFileException], or is an
    ///     archive that cannot be read; what lies below a directory and cannot be listed is a
    ///     problem instead
    public static Corpus of(List<Path> paths) throws IOException {
        Corpus corpus = new Corpus();
        try {
            for (Path path : paths) {
                corpus.add(path);
            }
        } catch (IOException | RuntimeException failure) {
            corpus.close();
            throw failure;
        }
        return corpus;
    }

    private void add(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Files.isDirectory(path)) {
            Files.walkFileTree(path.toRealPath(), new Lister());
            return;
        }
        try {
            addFile(path);
        } catch (IOException failure) {
            problems.add(Problem.unreadable(path.toString(), failure));
        }
    }

    private void addFile(Path path) throws IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(path)) {
            throw new IOException("not a regular file");
        }
        if (name.endsWith(".zip") || name.endsWith(".jar")) {
            ZipArchive archive = ZipArchive.open(path);
            archives.add(archive);
            files.addAll(archive.files());
        } else {
            files.add(new TextFile.OnDisk(path, Files.size(path)));
        }
    }

    /// {@return the files}
    public List<TextFile> files() {
        return List.copyOf(files);
    }

    /// {@return what could not be listed}
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// {@return the size of all files}
    public long byteCount() {
        return byteCount(files);
    }

    static long byteCount(List<TextFile> files) {
        return files.stream().mapToLong(TextFile::byteCount).sum();
    }

    /// {@return every n-th file, so that they hold about so many bytes}
    List<TextFile> sample(long wantedBytes) {
        long stride = Math.max(1, byteCount() / wantedBytes);
        List<TextFile> sample = new ArrayList<>();
        for (long i = 0; i < files.size(); i += stride) {
            sample.add(files.get((int) i));
        }
        return sample;
    }

    /// Unmaps the archives.
    @Override
    public void close() {
        archives.forEach(ZipArchive::close);
    }

    private final class Lister extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(new TextFile.OnDisk(file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            problems.add(Problem.unreadable(file.toString(), failure));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            if (failure != null) {
                problems.add(Problem.unreadable(directory.toString(), failure));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
