// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jparallel.guard.AsyncException;

/// A server cannot listen or a client cannot connect. The cause is what the system said.
public final class TransportException extends AsyncException {
    private static final long serialVersionUID = 1L;

    private TransportException(String what, SocketAddress address, IOException cause) {
        super(what + ": address=" + Endpoints.text(address), cause);
    }

    static TransportException cannotListen(SocketAddress address, IOException cause) {
        return new TransportException(listenReason(cause), address, cause);
    }

    private static String listenReason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (message.contains("already in use")) {
            return "address in use";
        }
        if (message.contains("ermission denied")) {
            return "address not permitted";
        }
        return cause instanceof BindException || message.contains("annot assign")
                ? "address not of this machine"
                : "cannot listen";
    }

    static TransportException cannotConnect(SocketAddress address, IOException cause) {
        return new TransportException(connectReason(cause), address, cause);
    }

    private static String connectReason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (cause instanceof SocketTimeoutException) {
            return "connection timed out";
        }
        if (cause instanceof ConnectException && message.contains("refused")) {
            return "connection refused";
        }
        return cause instanceof FileNotFoundException ? "no such socket" : "cannot connect";
    }
}
