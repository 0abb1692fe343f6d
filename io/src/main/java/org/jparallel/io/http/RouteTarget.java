// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What a route leads to.
///
/// @param handler answers
/// @param streaming whether the handler comes before the body, and takes it part by part
/// @param name what the handler is called in warnings and errors
record RouteTarget(Handler handler, boolean streaming, String name) {}
