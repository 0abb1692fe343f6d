// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

final class RoutesPropertyTest {
    @Property
    void findAPathThatIsThereAsItIsWritten(
            @ForAll @Chars({'a', '/', '.', '%', '2', 'e', '5'}) @StringLength(max = 12)
                    String text) {
        Routes<String> routes = new Routes<>();
        try {
            routes.add("GET", "/" + text, text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        byte[] path = bytes("/" + text);
        assertThat(
                        routes.match(
                                "GET",
                                MemorySegment.ofArray(path),
                                0,
                                path.length,
                                new PathMatch<>(routes)))
                .isEqualTo(RouteOutcome.FOUND);
    }

    /// The JDK removes dot segments too, but keeps those that would leave the root, and merges
    /// slashes: so these texts have neither.
    @Property
    void haveDotSegmentsRemovedAsTheJdkDoes(
            @ForAll @Chars({'a', '/', '.'}) @StringLength(max = 20) String text) {
        String path = "/b/b/b/b/b/b/b/b/b/b/" + text.replaceAll("//+", "/").replaceAll("^/", "");
        assertThat(normal(path)).isEqualTo(URI.create(path).normalize().getPath());
    }

    @Property
    void haveANormalFormThatIsItsOwn(
            @ForAll @Chars({'a', '/', '.', '%', '2', 'E', 'f'}) @StringLength(max = 20)
                    String text) {
        String normal = normal("/" + text);
        if (!normal.isEmpty()) {
            assertThat(normal(normal)).isEqualTo(normal);
            assertThat("/" + normal + "/").doesNotContain("/./").doesNotContain("/../");
        }
    }

    private static String normal(String path) {
        byte[] normal = new byte[path.length()];
        int length =
                PathText.normalise(
                        MemorySegment.ofArray(bytes(path)), 0, path.length(), normal);
        return new String(normal, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
