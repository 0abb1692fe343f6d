// SPDX-License-Identifier: Apache-2.0
package org.jparallel.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// What is logged, as text, until it is closed.
public final class CapturedLog implements AutoCloseable {
    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final long POLL_NANOS = 5_000_000;

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// Begins to capture.
    public CapturedLog() {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    /// {@return the log so far}
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// {@return the log once a text is in it}
    ///
    /// @param text what is awaited
    public String await(String text) {
        long start = System.nanoTime();
        while (!text().contains(text)) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("not logged: text=" + text + " log=" + text());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return text();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
