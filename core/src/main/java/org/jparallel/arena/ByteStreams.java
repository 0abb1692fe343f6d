// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import java.lang.foreign.MemorySegment;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import net.openhft.chronicle.bytes.Bytes;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/// The door to [ArenaBytes], and the only class that makes Chronicle load.
///
/// Chronicle logs through SLF4J, which complains on stderr when a program has no logging backend.
/// Nobody should see that for asking for memory: SLF4J is started here first, and if there is no
/// backend it is told to say so to nobody. With one, nothing is changed.
final class ByteStreams {
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    static {
        startLogging();
    }

    private ByteStreams() {}

    /// {@return a byte stream over all of the memory, empty and of fixed capacity}
    ///
    /// @param memory what it writes to
    static Bytes<?> over(MemorySegment memory) {
        return new ArenaBytes(memory);
    }

    private static void startLogging() {
        if (hasBackend() || System.getProperty(VERBOSITY) != null) {
            return;
        }
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }

    private static boolean hasBackend() {
        ClassLoader loader = LoggerFactory.class.getClassLoader();
        try {
            return ServiceLoader.load(SLF4JServiceProvider.class, loader).stream()
                    .findAny()
                    .isPresent();
        } catch (ServiceConfigurationError broken) {
            return true; // SLF4J reports it better
        }
    }
}
