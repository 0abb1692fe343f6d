// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentTypesTest {
    @ParameterizedTest
    @CsvSource({
        "index.html, text/html; charset=utf-8",
        "INDEX.HTML, text/html; charset=utf-8",
        "a.b.css, text/css; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.txt, text/plain; charset=utf-8",
        "a.svg, image/svg+xml; charset=utf-8",
        "a.json, application/json",
        "a.png, image/png",
        "a.jpeg, image/jpeg",
        "a.woff2, font/woff2",
        "a.wasm, application/wasm",
        "a.tar.gz, application/gzip",
        "a.mp4, video/mp4",
        "a.exe, application/octet-stream",
        "a., application/octet-stream",
        "html, application/octet-stream",
        "a.htmlx, application/octet-stream",
    })
    void tellTheTypeOf(String name, String type) {
        assertThat(ContentTypes.of(name)).isEqualTo(type);
    }
}
