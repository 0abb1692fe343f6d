// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.Locale;
import java.util.Set;

/// The headers that the server alone sets: two opinions about the length of a message are how
/// responses are split.
final class OwnHeaders {
    private static final Set<String> NAMES =
            Set.of("content-length", "transfer-encoding", "connection", "date", "server");

    private OwnHeaders() {}

    static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
