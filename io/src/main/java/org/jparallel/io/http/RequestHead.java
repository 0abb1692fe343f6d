// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What [HeadParser] found in the head of a request: numbers, and offsets into its bytes.
///
/// One object serves all requests of an event loop, one after the other: the parser writes its
/// fields, everybody else reads them. **All offsets count from the first byte of the head** (`from`
/// of [HeadParser#parse]), so they stay right wherever the bytes are moved. Absent: -1.
///
/// - `method`, and its bytes from `methodFrom` to `methodTo`, for an extension.
/// - The path from `pathFrom` to `pathTo`, escapes and all; `escaped` if it has a percent sign,
///   each with two hexadecimal digits; `asterisk` if it is `*`. Empty only in an absolute target
///   such as `http://host`, where it means `/` (RFC 9112 section 3.2.1).
/// - The query from `queryFrom`, behind the `?`, to `queryTo`; `queryFrom` is -1 without one.
/// - The authority, host and port, from `authorityFrom` to `authorityTo`: that of an absolute
///   target, else Host (RFC 9112 section 3.2.2); `authorityFrom` is -1 in HTTP/1.0 with neither.
/// - `minorVersion`: 0 or 1.
/// - `contentLength`: that of Content-Length, else -1.
/// - `chunked`: the body comes in chunks.
/// - `keepAlive`: the connection persists (RFC 9112 section 9.3).
/// - `expectContinue`: the client waits for a 100 before it sends the body.
final class RequestHead {
    private static final int SLICE_INTS = 4;
    private static final int FIRST_FIELDS = 16;

    Method method = Method.EXTENSION;
    int methodFrom;
    int methodTo;
    int pathFrom;
    int pathTo;
    int queryFrom;
    int queryTo;
    int authorityFrom;
    int authorityTo;
    int minorVersion;
    long contentLength;
    boolean asterisk;
    boolean escaped;
    boolean chunked;
    boolean keepAlive;
    boolean expectContinue;
    int headerCount;

    /// Of each header: where its name begins and ends, where its value begins and ends.
    private int[] slices = new int[FIRST_FIELDS * SLICE_INTS];

    RequestHead() {
        clear();
    }

    void clear() {
        methodFrom = 0;
        methodTo = 0;
        pathFrom = 0;
        pathTo = 0;
        queryFrom = -1;
        queryTo = -1;
        authorityFrom = -1;
        authorityTo = -1;
        minorVersion = 1;
        contentLength = -1;
        asterisk = false;
        escaped = false;
        chunked = false;
        keepAlive = true;
        expectContinue = false;
        headerCount = 0;
    }

    void addHeader(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int slice = headerCount * SLICE_INTS;
        if (slice == slices.length) {
            slices = Arrays.copyOf(slices, slices.length * 2);
        }
        slices[slice] = nameFrom;
        slices[slice + 1] = nameTo;
        slices[slice + 2] = valueFrom;
        slices[slice + 3] = valueTo;
        headerCount++;
    }

    int nameFrom(int index) {
        return slices[index * SLICE_INTS];
    }

    int nameTo(int index) {
        return slices[index * SLICE_INTS + 1];
    }

    int valueFrom(int index) {
        return slices[index * SLICE_INTS + 2];
    }

    /// {@return where the value ends; blanks around it are no part of it}
    ///
    /// @param index of the header, from 0 to `headerCount` - 1
    int valueTo(int index) {
        return slices[index * SLICE_INTS + 3];
    }

    /// {@return the index of the first header of that name, from `first` on, or -1}
    ///
    /// @param bytes where the head is
    /// @param from its first byte
    /// @param name in lower case
    /// @param first the index to begin with: 0, or one more than the last one found
    int headerIndex(MemorySegment bytes, int from, byte[] name, int first) {
        for (int index = first; index < headerCount; index++) {
            int nameFrom = nameFrom(index);
            if (nameTo(index) - nameFrom == name.length
                    && ByteWords.isText(bytes, from + nameFrom, name)) {
                return index;
            }
        }
        return -1;
    }
}
