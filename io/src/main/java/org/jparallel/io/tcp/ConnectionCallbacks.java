// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;

/// What happens on one connection. All of it is optional; one instance belongs to one connection.
///
/// ```
/// connectionMade -> ( dataReceived | linesReceived | sendComplete | sendFailed )* -> inputEnded
///                -> ... -> connectionClosed
/// ```
///
/// **Threads.** Every callback runs on the event loop of its connection, in a context, one after
/// the other. A callback that blocks keeps all connections of that loop waiting, and is named in a
/// warning; long work goes to [Connection#submitWork].
///
/// **Memory.** What a callback allocates in its context dies when what the callback has sent has
/// left; at once, if it has sent nothing.
///
/// **Without dataReceived, linesReceived and next bytes** nothing that arrives is of interest: such
/// a connection closes by itself once all it has sent has left, and works it has submitted are
/// done.
///
/// **Errors.** What a callback throws goes to [#exceptionHandler].
@ParallelThread
public interface ConnectionCallbacks {
    /// What the protocol wants of its connections. Asked once for each server or client, of the
    /// first instance that is made.
    ///
    /// @return the settings, [standard ones][ProtocolSettings#standard()] if not overridden
    default ProtocolSettings settings() {
        return ProtocolSettings.standard();
    }

    /// The connection has opened, and its initial bytes are on their way.
    ///
    /// @param connection which
    /// @throws Exception whatever went wrong
    default void connectionMade(Connection connection) throws Exception {}

    /// Bytes have arrived: any number, at least one, however the peer had cut them.
    ///
    /// @param connection where
    /// @param data the bytes, in the context's memory; [Connection#send(MemorySegment)] sends them,
    ///     or a part of them, without a copy
    /// @throws Exception whatever went wrong
    default void dataReceived(Connection connection, MemorySegment data) throws Exception {}

    /// Lines have arrived, in [lines mode][ProtocolSettings#linesMode()]: all that were complete.
    ///
    /// @param connection where
    /// @param lines at least one, decoded as UTF-8, without their ends (LF or CR LF); when the peer
    ///     sends nothing more, what is left counts as a line
    /// @throws Exception whatever went wrong
    default void linesReceived(Connection connection, List<String> lines) throws Exception {}

    /// All bytes of a send have left: the system has taken them. More may be sent from here, at the
    /// pace of the reader.
    ///
    /// @param connection where
    /// @param sendId as returned by the send
    /// @throws Exception whatever went wrong
    default void sendComplete(Connection connection, long sendId) throws Exception {}

    /// Not all bytes of a send have left, and none will any more.
    ///
    /// @param connection where
    /// @param sendId as returned by the send
    /// @param cause why
    /// @throws Exception whatever went wrong
    default void sendFailed(Connection connection, long sendId, Throwable cause)
            throws Exception {}

    /// The peer sends nothing more. It may still read; unless this is overridden, the connection
    /// closes once all it has sent has left, and works it has submitted are done.
    ///
    /// @param connection where
    /// @throws Exception whatever went wrong
    default void inputEnded(Connection connection) throws Exception {
        connection.close();
    }

    /// The connection has closed; values it kept are freed after this. Nothing follows but errbacks
    /// of works that are still on their way.
    ///
    /// @param connection which
    /// @param cause why, or null if either side closed it in order
    /// @throws Exception whatever went wrong
    default void connectionClosed(Connection connection, @Nullable Throwable cause)
            throws Exception {}

    /// A callback has failed. To return means that this was handled, and the connection goes on.
    /// To throw, as this does unless it is overridden, means that it was not: the failure is logged
    /// and counted, and the connection is cut. The server goes on either way.
    ///
    /// @param connection where
    /// @param callback the name of the callback
    /// @param failure the very object that was thrown
    /// @throws Throwable the failure if it cannot be handled
    default void exceptionHandler(Connection connection, String callback, Throwable failure)
            throws Throwable {
        throw failure;
    }
}
