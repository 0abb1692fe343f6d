// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jparallel.guard.ParallelThread;

/// What a connection sends without being asked by a callback.
@FunctionalInterface
@ParallelThread
public interface BytesToSend {
    /// Nothing at all, not even an empty array: a protocol with this has none.
    BytesToSend NONE = _ -> new byte[0];

    /// Makes the bytes, on the event loop of the connection, each time they are due.
    ///
    /// @param connection which sends them
    /// @return the bytes
    /// @throws Exception whatever went wrong; it reaches
    ///     [ConnectionCallbacks#exceptionHandler(Connection, String, Throwable)]
    byte[] bytes(Connection connection) throws Exception;

    /// {@return always the same bytes}
    ///
    /// @param bytes which, copied
    static BytesToSend of(byte[] bytes) {
        byte[] kept = bytes.clone();
        return _ -> kept;
    }

    /// {@return text in UTF-8}
    ///
    /// @param text which
    static byte[] utf8(String text) {
        return Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8);
    }

    /// {@return always the same text, in UTF-8}
    ///
    /// @param text which
    static BytesToSend of(String text) {
        byte[] kept = utf8(text);
        return _ -> kept;
    }
}
