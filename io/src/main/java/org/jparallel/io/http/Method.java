// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// A request's method (RFC 9110 section 9); any but these is an extension, told by its bytes.
enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE,
    OPTIONS,
    PATCH,
    TRACE,
    EXTENSION
}
