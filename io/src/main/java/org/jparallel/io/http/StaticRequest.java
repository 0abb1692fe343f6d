// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What is asked of a static directory.
///
/// @param path the path below the directory, without a slash first, with its escapes, in the normal
///     form of [PathText]
/// @param query the query as it came, without its question mark, or empty
/// @param head whether the method is HEAD, which has no parts
/// @param preconditions the conditions and the part asked for
/// @param nowSecond the present
record StaticRequest(
        String path, String query, boolean head, Preconditions preconditions, long nowSecond) {}
