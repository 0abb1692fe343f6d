// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A page that lists a directory: names as links, sizes, times of the last change.
///
/// Links are relative and have all but unreserved characters escaped, so no name is anything else
/// than a name, neither for HTML nor as a reference.
final class DirectoryListing {
    private final String title;
    private final Map<String, String> rows = new TreeMap<>();
    private boolean cut;

    /// An empty listing.
    ///
    /// @param title the path that is listed, decoded, with a slash at each end
    DirectoryListing(String title) {
        this.title = title;
    }

    /// Adds an entry.
    ///
    /// @return whether it was added; otherwise [StaticRules#LIMIT_LISTED] is reached
    boolean add(Path entry, BasicFileAttributes attributes) {
        if (rows.size() == StaticRules.LIMIT_LISTED) {
            cut = true;
            return false;
        }
        String name = String.valueOf(entry.getFileName());
        String slash = attributes.isDirectory() ? "/" : "";
        long second = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
        rows.put(
                name,
                "<tr><td><a href=\""
                        + PathText.encodeSegment(name)
                        + slash
                        + "\">"
                        + HtmlText.escape(name)
                        + slash
                        + "</a></td><td>"
                        + (attributes.isDirectory() ? "" : attributes.size())
                        + "</td><td>"
                        + (HttpDate.isFormattable(second) ? HttpDate.format(second) : "")
                        + "</td></tr>\n");
        return true;
    }

    /// {@return the page}
    String html() {
        StringBuilder html = new StringBuilder();
        String heading = HtmlText.escape("Index of " + title);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(heading)
                .append("</title></head>\n<body><h1>")
                .append(heading)
                .append("</h1>\n<table>\n");
        if (!title.equals("/")) {
            html.append("<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n");
        }
        rows.values().forEach(html::append);
        html.append("</table>\n");
        if (cut) {
            html.append("<p>Only ").append(rows.size()).append(" entries are shown.</p>\n");
        }
        return html.append("</body></html>\n").toString();
    }
}
