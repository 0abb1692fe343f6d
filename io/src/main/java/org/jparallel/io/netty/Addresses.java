// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// Socket addresses of the JDK and of Netty's native transports.
final class Addresses {
    private Addresses() {}

    static @Nullable SocketAddress toJdk(@Nullable SocketAddress address) {
        return address instanceof DomainSocketAddress domain
                ? UnixDomainSocketAddress.of(domain.path())
                : address;
    }

    static SocketAddress toNetty(SocketAddress address) {
        return EventLoops.EPOLL && address instanceof UnixDomainSocketAddress domain
                ? new DomainSocketAddress(domain.getPath().toFile())
                : address;
    }
}
