// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers requests with files.
final class FileAnswer {
    private FileAnswer() {}

    /// A handler that shows a directory.
    ///
    /// @param directory the directory
    /// @param variable the tail of the route that holds the path below it
    static Handler of(StaticDirectory directory, String variable) {
        return (request, response) -> {
            StaticOutcome outcome =
                    directory.answer(
                            new StaticRequest(
                                    request.encodedPath(variable),
                                    request.rawQuery().orElse(""),
                                    request.method().equals("HEAD"),
                                    preconditions(request),
                                    System.currentTimeMillis() / 1_000));
            answer(response, outcome);
        };
    }

    /// Sends one file, in parts and under conditions as the client asks.
    static void send(Request request, Response response, Path path) {
        answer(
                response,
                StaticDirectory.answer(
                        path,
                        request.method().equals("HEAD"),
                        preconditions(request),
                        System.currentTimeMillis() / 1_000));
    }

    private static void answer(Response response, StaticOutcome outcome) {
        switch (outcome) {
            case StaticOutcome.Found found -> response.file(found.file(), found.range());
            case StaticOutcome.Redirect redirect ->
                    response.status(301).redirect(redirect.location());
            case StaticOutcome.Listing listing -> response.html(listing.html());
            case StaticOutcome.NotFound _ -> response.error(404, "not found");
            case StaticOutcome.NotModified unchanged -> {
                validators(response, unchanged.validators());
                response.status(304).end();
            }
            case StaticOutcome.PreconditionFailed _ ->
                    response.error(412, "precondition failed");
            case StaticOutcome.RangeNotSatisfiable none -> {
                response.header("Content-Range", none.range().contentRange());
                response.error(416, "range not satisfiable");
            }
        }
    }

    static void validators(Response response, Validators validators) {
        EntityTag tag = validators.entityTag();
        if (tag != null) {
            response.header("ETag", tag.toString());
        }
        if (HttpDate.isFormattable(validators.lastModifiedSecond())) {
            response.header("Last-Modified", HttpDate.format(validators.lastModifiedSecond()));
        }
    }

    private static Preconditions preconditions(Request request) {
        if (!request.mayBeConditional()) {
            return Preconditions.NONE;
        }
        return new Preconditions(
                list(request, "if-match"),
                list(request, "if-none-match"),
                request.header("if-modified-since").orElse(null),
                request.header("if-unmodified-since").orElse(null),
                request.header("range").orElse(null),
                request.header("if-range").orElse(null));
    }

    private static @Nullable String list(Request request, String name) {
        List<String> values = request.headers(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }
}
