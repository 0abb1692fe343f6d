// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jparallel.Transport;
import org.jparallel.work.Work;

/// How servers and clients begin: where, once, and with which protocol.
final class Endpoints {
    private static final int LAST_PORT = 65_535;

    private Endpoints() {}

    /// {@return an address to listen at, looked up now; unresolved if it is unknown}
    static InetSocketAddress local(String host, int port) {
        requirePort(port, 0);
        return new InetSocketAddress(Objects.requireNonNull(host, "host"), port);
    }

    /// {@return an address to connect to, to be looked up}
    static InetSocketAddress remote(String host, int port) {
        requirePort(port, 1);
        return InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "host"), port);
    }

    private static void requirePort(int port, int minimum) {
        if (port < minimum || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "port out of range: port="
                            + port
                            + " minimum="
                            + minimum
                            + " maximum="
                            + LAST_PORT);
        }
    }

    /// {@return the address as one writes it}
    static String text(SocketAddress address) {
        if (address instanceof InetSocketAddress internet) {
            InetAddress resolved = internet.getAddress();
            String host = resolved == null ? internet.getHostString() : resolved.getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + internet.getPort();
        }
        return address.toString();
    }

    static void startOnce(AtomicBoolean started, Transport transport) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("transport was registered before: " + transport);
        }
    }

    /// {@return a protocol, with which a transport begins}
    static Protocol create(ProtocolFactory factory) {
        try {
            return Objects.requireNonNull(factory.create(), "protocol");
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("protocol cannot be created", failure);
        }
    }

    /// Tells a protocol something; what it throws comes out of here, wrapped if it is checked.
    static void told(Work callback) {
        try {
            callback.run();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("callback failed", failure);
        }
    }
}
