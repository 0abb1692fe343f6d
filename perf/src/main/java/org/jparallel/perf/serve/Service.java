// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

/// What a contestant can be asked for.
enum Service {
    /// The constant text over HTTP.
    PLAINTEXT,
    /// The serialised message over HTTP.
    JSON,
    /// Files over HTTP.
    FILES,
    /// Bytes as they came, over TCP.
    ECHO,
    /// An endless stream of bytes, over TCP.
    CHARGEN
}
