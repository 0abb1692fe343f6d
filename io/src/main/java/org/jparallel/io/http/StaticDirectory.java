// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Shows the files of a directory, and nothing else.
///
/// **What keeps a path inside.** Two walls, each of which would do:
///
/// 1. By name: the path is split at its slashes before it is decoded, and a decoded segment that
///    begins with a dot (`.`, `..`, dot files) or holds a slash, a backslash or a control character
///    names nothing. So neither `%2e%2e%2f` nor `..%5c` means anything but a strange name.
/// 2. By place: the real path, all links followed, must be below the real path of the root and must
///    go through no name with a dot first. Links that leave may be allowed; what they lead to is
///    then shown whatever its name.
///
/// **What keeps a file the file that was looked at.** It is found, looked at, opened without
/// following a link, and then found and looked at again: real path and file key (device and inode)
/// must be the same as before, otherwise all of it is done again, [#LIMIT_ATTEMPTS] times. What was
/// opened is then what the second look saw, and its size is asked of the open channel, from which
/// it is also sent. What remains is who can write below the root and swaps a file forth and back
/// between two of these calls, or a pipe into the place of a file just before it is opened; who can
/// do that can as well put what he likes into the file. (A walk by `openat` through a
/// `SecureDirectoryStream` would close the first gap, at the price of opening each directory on
/// the way.)
///
/// Only regular files and directories are shown: no devices, pipes or sockets. The root is looked
/// up anew each time, so a root that is a link may be turned to another release.
///
/// **Cost**: some six system calls that look at names, and one open; for small files that are held
/// ([HeldFiles]) half of the former once a second, and none otherwise. It may block for as long as
/// the disk does.
///
/// **Threads**: any.
final class StaticDirectory {
    /// How often a file is opened that changes its place meanwhile.
    static final int LIMIT_ATTEMPTS = 3;

    private static final StaticOutcome NOT_FOUND = new StaticOutcome.NotFound();

    private final Path root;
    private final StaticRules rules;
    private final HeldFiles held;

    /// Shows a directory.
    ///
    /// @throws IllegalArgumentException if it is none
    StaticDirectory(Path root, StaticRules rules) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("root is no directory: path=" + root);
        }
        this.root = root.toAbsolutePath();
        this.rules = rules;
        this.held = new HeldFiles(rules.heldBytes());
    }

    /// Answers a request.
    ///
    /// @throws UncheckedIOException if a file that is there cannot be opened, for instance because
    ///     too many are, or a directory not be listed; nothing stays open
    StaticOutcome answer(StaticRequest request) {
        Optional<HeldFiles.Entry> entry = held.find(request.path());
        return entry.isPresent() && entry.get().lookedSecond() == request.nowSecond()
                ? outcome(entry.get().file(), request)
                : search(request);
    }

    private StaticOutcome search(StaticRequest request) {
        Optional<List<String>> names = names(request.path());
        if (names.isEmpty()) {
            return NOT_FOUND;
        }
        List<String> segments = names.get();
        boolean slash = segments.getLast().isEmpty();
        try {
            Path realRoot = root.toRealPath();
            Path path = realRoot.resolve(String.join("/", segments));
            Optional<StaticPlace> place = look(realRoot, path);
            if (place.isEmpty()) {
                return NOT_FOUND;
            }
            if (!place.get().attributes().isDirectory()) {
                return slash ? NOT_FOUND : file(realRoot, path, request);
            }
            return slash
                    ? directory(realRoot, place.get().real(), request)
                    : redirect(segments.getLast(), request.query());
        } catch (InvalidPathException noName) {
            return NOT_FOUND;
        } catch (DirectoryIteratorException failure) {
            throw new UncheckedIOException(failure.getCause());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Answers with one file, wherever it is.
    ///
    /// @throws UncheckedIOException if a file that is there cannot be opened; nothing stays open
    static StaticOutcome answer(
            Path path, boolean head, Preconditions preconditions, long nowSecond) {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null || !Files.isRegularFile(absolute)) {
            return NOT_FOUND;
        }
        StaticRules rules = StaticRules.standard().withLinksOutside(true).withHeldBytes(0);
        StaticRequest request = new StaticRequest("", "", head, preconditions, nowSecond);
        try {
            // The file is its own root, so that no name on the way is looked at.
            Path root = absolute.toRealPath();
            return new StaticDirectory(parent, rules).file(root, absolute, request);
        } catch (NoSuchFileException gone) {
            return NOT_FOUND;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Looks for a file or directory. None of this takes a file descriptor, so a failure says that
    /// it cannot be reached.
    private Optional<StaticPlace> look(Path realRoot, Path path) {
        try {
            Path real = path.toRealPath();
            if (!mayShow(realRoot, real)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() || attributes.isDirectory()
                    ? Optional.of(new StaticPlace(real, attributes))
                    : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    private boolean mayShow(Path realRoot, Path real) {
        if (!real.startsWith(realRoot)) {
            return rules.linksOutside();
        }
        for (int i = realRoot.getNameCount(); i < real.getNameCount(); i++) {
            if (real.getName(i).toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private StaticOutcome directory(Path realRoot, Path real, StaticRequest request)
            throws IOException {
        if (!rules.index().isEmpty()) {
            StaticOutcome index = file(realRoot, real.resolve(rules.index()), request);
            if (index != NOT_FOUND) {
                return index;
            }
        }
        if (!rules.listing()) {
            return NOT_FOUND;
        }
        String title = '/' + String.join("/", names(request.path()).orElseThrow());
        DirectoryListing listing = new DirectoryListing(title);
        try (var entries = Files.newDirectoryStream(real)) {
            for (Path entry : entries) {
                boolean dotted = String.valueOf(entry.getFileName()).startsWith(".");
                Optional<StaticPlace> place = dotted ? Optional.empty() : look(realRoot, entry);
                if (place.isPresent() && !listing.add(entry, place.get().attributes())) {
                    break;
                }
            }
        } catch (AccessDeniedException denied) {
            return NOT_FOUND;
        }
        return new StaticOutcome.Listing(listing.html());
    }

    private static StaticOutcome redirect(String name, String query) {
        String location = "./" + PathText.encodeSegment(name) + "/";
        return new StaticOutcome.Redirect(query.isEmpty() ? location : location + "?" + query);
    }

    private StaticOutcome file(Path realRoot, Path path, StaticRequest request)
            throws IOException {
        Optional<StaticFile> opened = open(realRoot, path, request);
        if (opened.isEmpty()) {
            return NOT_FOUND;
        }
        StaticFile file = opened.get();
        StaticOutcome outcome = outcome(file, request);
        if (!(outcome instanceof StaticOutcome.Found)) {
            file.close();
        }
        return outcome;
    }

    private static StaticOutcome outcome(StaticFile file, StaticRequest request) {
        Validators validators = file.validators();
        return switch (request.preconditions().verdict(true, validators, request.nowSecond())) {
            case FAILED -> new StaticOutcome.PreconditionFailed();
            case NOT_MODIFIED -> new StaticOutcome.NotModified(validators);
            case PROCEED -> part(file, request);
        };
    }

    private static StaticOutcome part(StaticFile file, StaticRequest request) {
        ByteRange range =
                request.head()
                        ? new ByteRange.Whole(file.size())
                        : request.preconditions()
                                .part(file.validators(), file.size(), request.nowSecond());
        return range instanceof ByteRange.Unsatisfiable unsatisfiable
                ? new StaticOutcome.RangeNotSatisfiable(unsatisfiable)
                : new StaticOutcome.Found(file, range);
    }

    private Optional<StaticFile> open(Path realRoot, Path path, StaticRequest request)
            throws IOException {
        FileSystemException failure = null;
        for (int attempt = 0; attempt < LIMIT_ATTEMPTS; attempt++) {
            Optional<StaticPlace> before = look(realRoot, path);
            if (before.isEmpty() || !before.get().attributes().isRegularFile()) {
                return Optional.empty();
            }
            Optional<HeldFiles.Entry> entry = held.find(request.path());
            if (entry.isPresent() && entry.get().place().isUnchanged(before.get())) {
                hold(entry.get().file(), before.get(), request);
                return Optional.of(entry.get().file());
            }
            try {
                Optional<StaticFile> file = open(realRoot, path, before.get(), request);
                if (file.isPresent()) {
                    return file;
                }
            } catch (AccessDeniedException denied) {
                return Optional.empty();
            } catch (FileSystemException changed) {
                failure = changed;
            }
        }
        throw failure != null
                ? failure
                : new IOException("file does not stay in its place: path=" + path);
    }
    /// Opens a file, and reads it if it is one to be held.
    ///
    /// @return the file, or nothing if it is not any more what was looked at before
    private Optional<StaticFile> open(
            Path realRoot, Path path, StaticPlace before, StaticRequest request)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        before.real(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        boolean taken = false;
        try {
            long size = channel.size();
            StaticBody body =
                    held.isFor(request.path(), size)
                            ? read(channel, (int) size)
                            : new StaticBody.Open(channel);
            Optional<StaticPlace> after = look(realRoot, path);
            if (after.isEmpty() || !after.get().isSame(before)) {
                return Optional.empty();
            }
            StaticFile file = file(body, size, after.get(), request.nowSecond());
            if (after.get().isUnchanged(before) && isSettled(file)) {
                hold(file, after.get(), request);
            }
            taken = body instanceof StaticBody.Open;
            return Optional.of(file);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static StaticBody read(FileChannel channel, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size);
        int count = 0;
        while (content.hasRemaining() && count >= 0) {
            count = channel.read(content);
        }
        byte[] bytes = Arrays.copyOf(content.array(), content.position());
        return new StaticBody.Held(MemorySegment.ofArray(bytes).asReadOnly());
    }

    private static StaticFile file(
            StaticBody body, long openedSize, StaticPlace place, long nowSecond) {
        long size =
                body instanceof StaticBody.Held memory
                        ? memory.content().byteSize()
                        : openedSize;
        return new StaticFile(
                body,
                size,
                ContentTypes.of(String.valueOf(place.real().getFileName())),
                validators(place.attributes(), size, nowSecond));
    }

    /// Whether a file is in memory, and will not change within the tick that stamped it.
    private static boolean isSettled(StaticFile file) {
        EntityTag tag = file.validators().entityTag();
        return file.body() instanceof StaticBody.Held && tag != null && !tag.weak();
    }

    private void hold(StaticFile file, StaticPlace place, StaticRequest request) {
        held.hold(request.path(), new HeldFiles.Entry(file, place, request.nowSecond()));
    }

    /// The tag of a file that was changed just now is weak: it may change once more within one tick
    /// of the clock that stamps files, and look the same.
    private static Validators validators(
            BasicFileAttributes attributes, long size, long nowSecond) {
        long modifiedNanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        long modifiedSecond = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
        String tag =
                Long.toHexString(size)
                        + '-'
                        + Long.toHexString(modifiedNanos)
                        + '-'
                        + Integer.toHexString(Objects.hashCode(attributes.fileKey()));
        boolean young = modifiedSecond >= nowSecond - 1;
        return new Validators(
                true, new EntityTag(young, tag), Math.min(modifiedSecond, nowSecond));
    }

    /// {@return the decoded segments of a path, the last empty if it ends with a slash, or nothing
    ///     if one of them names nothing that may be shown}
    private static Optional<List<String>> names(String path) {
        List<String> names = new ArrayList<>();
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            byte[] bytes = segments[i].getBytes(StandardCharsets.ISO_8859_1);
            String name;
            try {
                name = PathText.decode(MemorySegment.ofArray(bytes), 0, bytes.length);
            } catch (BadRequestException malformed) {
                return Optional.empty();
            }
            boolean last = i == segments.length - 1;
            if (!(last && name.isEmpty()) && !isVisible(name)) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(names);
    }

    private static boolean isVisible(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '.'
                && name.chars()
                        .noneMatch(
                                character ->
                                        character == '/'
                                                || character == '\\'
                                                || Character.isISOControl(character));
    }
}
