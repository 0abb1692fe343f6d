// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io;

import org.jparallel.guard.AnyThread;

/// Makes the protocol of a connection.
@FunctionalInterface
@AnyThread
public interface ProtocolFactory {
    /// Makes one, on the event loop of the connection; the first one on the thread that registers
    /// the server or client.
    ///
    /// @return an instance for one connection alone
    /// @throws Exception whatever went wrong; the connection is cut then
    Protocol create() throws Exception;
}
