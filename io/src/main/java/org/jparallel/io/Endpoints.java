// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.net.InetSocketAddress;
import java.util.Objects;

/// What servers and clients are told at first: where, and with which protocol.
final class Endpoints {
    private static final int LAST_PORT = 65_535;

    private Endpoints() {}

    static InetSocketAddress local(String host, int port) {
        requirePort(port);
        return new InetSocketAddress(Objects.requireNonNull(host, "host"), port);
    }

    static void requirePort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "port out of range: port=" + port + " minimum=0 maximum=" + LAST_PORT);
        }
    }

    /// {@return a protocol, with which a transport begins}
    static Protocol create(ProtocolFactory factory) {
        try {
            return factory.create();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("protocol cannot be created", failure);
        }
    }
}
