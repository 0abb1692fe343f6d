// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What [Routes#match] found: a route with the slices its variables took, or the methods that
/// would have been allowed. Used again for the next request.
///
/// **Memory**: the slices are views of the path, valid until its bytes go or the next match; when
/// they were moved, [#moved] tells where to. A path that had to be normalised lies in a buffer of
/// this object, which then has the slices instead.
///
/// **Threads**: of the event loop that owns it.
///
/// @param <H> the type of handlers
final class PathMatch<H> {
    private final Routes<H> routes;
    private byte[] buffer = new byte[256];
    private MemorySegment normal = MemorySegment.ofArray(buffer);
    private MemorySegment bytes = MemorySegment.NULL;
    private boolean normalised;
    private int begin;
    private int end;
    private int[] slices = new int[8];
    private @Nullable Route<H> route;
    private long methods;

    /// A match of nothing yet.
    PathMatch(Routes<H> routes) {
        this.routes = routes;
    }

    /// {@return the handler of the route found}
    H handler() {
        return route().handler();
    }

    /// {@return the route found}
    ///
    /// @throws IllegalStateException if none was
    Route<H> route() {
        Route<H> found = route;
        if (found == null) {
            throw new IllegalStateException("no route was found");
        }
        return found;
    }

    /// {@return the methods that the path's routes take, as the value of `Allow`}
    String allowed() {
        return routes.allowed(methods);
    }

    /// {@return how many variables the route has, its tail among them}
    int valueCount() {
        return route == null ? 0 : route.names().size();
    }

    /// {@return the variable of a name, decoded, or nothing if the route has no such variable}
    ///
    /// @throws BadRequestException if it is not UTF-8
    Optional<String> value(String name) {
        int index = route == null ? -1 : route.names().indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(value(index));
    }

    /// {@return a variable, decoded: a `%2F` in it is a slash}
    ///
    /// @throws BadRequestException if it is not UTF-8
    String value(int index) {
        return PathText.decode(bytes, valueFrom(index), valueTo(index));
    }

    /// {@return a variable as it is in the normal form of the path, with its escapes}
    String encodedValue(int index) {
        byte[] value = new byte[valueTo(index) - valueFrom(index)];
        MemorySegment.copy(
                bytes, ValueLayout.JAVA_BYTE, valueFrom(index), value, 0, value.length);
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    /// {@return where a variable begins in [#bytes]}
    int valueFrom(int index) {
        List<String> names = route().names();
        return begin + slices[2 * checkIndex(index, names.size())];
    }

    /// {@return where a variable ends in [#bytes]}
    int valueTo(int index) {
        List<String> names = route().names();
        return begin + slices[2 * checkIndex(index, names.size()) + 1];
    }

    /// {@return the memory that the slices are of}
    MemorySegment bytes() {
        return bytes;
    }

    /// Tells that the bytes of the path have been moved.
    ///
    /// @param target the memory that has them now
    /// @param from where the path begins in it
    void moved(MemorySegment target, int from) {
        if (!normalised) {
            bytes = target;
            end += from - begin;
            begin = from;
        }
    }

    /// Forgets the last match.
    void reset(MemorySegment path, int from, int to) {
        bytes = path;
        normalised = false;
        begin = from;
        end = to;
        route = null;
        methods = 0;
    }

    /// Looks at the normal form of the path from here on.
    ///
    /// @return whether the path has one
    boolean normalise() {
        int length = end - begin;
        if (buffer.length < length) {
            buffer = new byte[Math.max(length, 2 * buffer.length)];
            normal = MemorySegment.ofArray(buffer);
        }
        int normalLength = PathText.normalise(bytes, begin, end, buffer);
        bytes = normal;
        normalised = true;
        begin = 0;
        end = Math.max(normalLength, 0);
        return normalLength != PathText.MALFORMED;
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    /// {@return where the segment ends that begins here}
    int segmentEnd(int from) {
        int at = from;
        while (at < end && bytes.get(ValueLayout.JAVA_BYTE, at) != '/') {
            at++;
        }
        return at;
    }

    void capture(int variable, int from, int to) {
        if (2 * variable + 1 >= slices.length) {
            slices = Arrays.copyOf(slices, 2 * slices.length);
        }
        slices[2 * variable] = from - begin;
        slices[2 * variable + 1] = to - begin;
    }

    void found(Route<H> found) {
        route = found;
    }

    void allow(long more) {
        methods |= more;
    }

    boolean anyAllowed() {
        return methods != 0;
    }

    private static int checkIndex(int index, int count) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException(
                    "no such variable: index=" + index + " count=" + count);
        }
        return index;
    }
}
