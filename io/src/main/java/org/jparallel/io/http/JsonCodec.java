// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import org.jparallel.guard.AnyThread;

/// How values become JSON and come back: the seam where another library than Jackson goes.
///
/// **Threads**: an implementation is used by many threads at a time.
@AnyThread
public interface JsonCodec {
    /// Writes a value as UTF-8.
    ///
    /// @param value what to write
    /// @param target takes the bytes; it is neither flushed nor closed
    /// @throws IllegalArgumentException if the value's type cannot be written; some bytes may have
    ///     been written before
    /// @throws java.io.UncheckedIOException if the target fails
    void write(Object value, OutputStream target);

    /// Reads the one value that a stream holds.
    ///
    /// @param source UTF-8; it is not closed
    /// @param type the type of the value
    /// @param <T> the type of the value
    /// @return the value
    /// @throws BadRequestException if the source is no JSON, holds null or more than one value, or
    ///     does not fit the type; the message tells where and nothing of the type
    /// @throws IllegalArgumentException if no value can be of the type
    /// @throws java.io.UncheckedIOException if the source fails
    default <T> T read(InputStream source, Class<T> type) {
        return type.cast(read(source, (Type) type));
    }

    /// Reads the one value that a stream holds, of a type that may have parameters.
    ///
    /// @param source UTF-8; it is not closed
    /// @param type the type of the value
    /// @return the value
    /// @throws BadRequestException if the source is no JSON, holds null or more than one value, or
    ///     does not fit the type; the message tells where and nothing of the type
    /// @throws IllegalArgumentException if no value can be of the type
    /// @throws java.io.UncheckedIOException if the source fails
    Object read(InputStream source, Type type);

    /// {@return the codec of Jackson's databind, for its annotations, records and beans}
    ///
    /// On the module path the module of the values' types must open their packages to
    /// `com.fasterxml.jackson.databind`.
    static JsonCodec jackson() {
        return JacksonCodec.INSTANCE;
    }
}
