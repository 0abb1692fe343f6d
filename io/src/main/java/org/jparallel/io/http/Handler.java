// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.guard.ParallelThread;

/// Answers requests.
///
/// It runs on the event loop of the connection, in the connection's context. What takes long or
/// blocks goes to [Request#submitWork], whose callback then answers.
///
/// **Errors.** What it throws is answered with 500 and an id; the log has the stack under that id.
@FunctionalInterface
@ParallelThread
public interface Handler {
    /// Answers one request: calls one of the methods of the response that send it, or submits a
    /// work whose callback does.
    ///
    /// @param request the request, valid until the response is complete
    /// @param response the response
    /// @throws Exception anything; answered with 500
    void handle(Request request, Response response) throws Exception;
}
