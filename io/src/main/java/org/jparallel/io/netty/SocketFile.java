// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of a unix domain socket, which stays when a server that had it has died.
final class SocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

    private SocketFile() {}

    /// Refuses a path at which there is something other than the socket of a server that has died.
    /// Netty would delete whatever is there.
    ///
    /// @throws BindException if the path is taken
    static void requireFree(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && (!isSocket(path) || answers(path))) {
            throw new BindException("Address already in use");
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        return Files.readAttributes(
                        path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }

    private static boolean answers(Path path) throws IOException {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return true;
        } catch (ConnectException refused) {
            LOG.debug("socket of a server that has died: path={}", path, refused);
            return false;
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.warn("socket cannot be deleted: path={}", path, failure);
        }
    }
}
