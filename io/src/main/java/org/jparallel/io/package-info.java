// SPDX-License-Identifier: Apache-2.0
/// Servers and clients: what a program registers.
///
/// ```text
///   HttpServer   TcpServer   TcpClient          org.jparallel.io
///       |            |           |
///   io.http: parser, routes      |              requests and responses
///       |        io.tcp: connections            protocols
///       +------------+-----------+
///                io.netty                       event loops, turns, sockets
/// ```
package org.jparallel.io;
