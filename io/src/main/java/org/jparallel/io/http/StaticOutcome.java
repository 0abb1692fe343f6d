// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// What a static directory answers.
sealed interface StaticOutcome {
    /// 200 or 206: a file; one that is open is closed by whoever gets this.
    ///
    /// @param file the file
    /// @param range which of its bytes are sent
    record Found(StaticFile file, ByteRange range) implements StaticOutcome {}

    /// 301 to the path with a slash at its end.
    ///
    /// @param location a reference relative to the request's path, so that no path can lead to
    ///     another host
    record Redirect(String location) implements StaticOutcome {}

    /// 200: what a directory holds.
    ///
    /// @param html a page, to be sent as UTF-8
    record Listing(String html) implements StaticOutcome {}

    /// 404: there is no such file, or none that may be shown.
    record NotFound() implements StaticOutcome {}

    /// 304.
    ///
    /// @param validators what names the state that the client has
    record NotModified(Validators validators) implements StaticOutcome {}

    /// 412.
    record PreconditionFailed() implements StaticOutcome {}

    /// 416.
    ///
    /// @param range tells how many bytes there are
    record RangeNotSatisfiable(ByteRange.Unsatisfiable range) implements StaticOutcome {}
}
