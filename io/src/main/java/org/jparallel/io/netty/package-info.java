// SPDX-License-Identifier: Apache-2.0
/// The only place that sees Netty: event loops whose threads run contexts, connections, and the
/// memory that their callbacks are lent.
///
/// ```text
///   Listener, Dialer ── accept, connect ──► Link ── received, writable, closed ──► LinkHandler
///        │                                   │ ▲                                       │
///   EventLoops ─► Loop ── lends ──► Turn ────┘ └────────── send memory of the turn ────┘
/// ```
package org.jparallel.io.netty;
