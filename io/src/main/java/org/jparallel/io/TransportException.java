// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import org.jparallel.guard.AsyncException;
import org.jspecify.annotations.Nullable;

/// A server cannot listen or a client cannot connect. The cause is what the system said.
public final class TransportException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static TransportException cannotListen(SocketAddress address, IOException cause) {
        return new TransportException(listenReason(cause) + ": address=" + address, cause);
    }

    static TransportException unknownHost(String host, @Nullable Throwable cause) {
        return new TransportException("unknown host: host=" + host, cause);
    }

    private static String listenReason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BindException || message.contains("bind")) {
            return message.contains("in use") ? "address in use" : "address cannot be bound";
        }
        return "cannot listen";
    }
}
