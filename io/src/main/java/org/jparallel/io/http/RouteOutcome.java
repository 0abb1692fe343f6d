// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What became of the search for a route.
enum RouteOutcome {
    /// A route takes the request: [PathMatch#handler].
    FOUND,
    /// Routes have the path, and none the method OPTIONS: the answer is [PathMatch#allowed].
    OPTIONS,
    /// Routes have the path, but not the method: 405 with [PathMatch#allowed].
    METHOD_NOT_ALLOWED,
    /// No route has the path: 404.
    NOT_FOUND,
    /// The path has a broken escape or an escaped NUL: 400.
    MALFORMED
}
