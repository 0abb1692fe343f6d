// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// What is well formed is taken, and told as it was.
class HeadPropertyTest {
    private static final String LETTERS = "abcXYZ019-._~";
    private static final String TOKENS = "abcXYZ019!#$%&'*+-.^_`|~";

    private final HeadFeeding feeding = new HeadFeeding();

    @Property
    void takesEveryWellFormedHead(
            @ForAll("lines") Line line, @ForAll("fields") List<Field> fields) {
        StringBuilder head = new StringBuilder(line.text()).append("\r\nHost: a.b:1\r\n");
        StringBuilder told = new StringBuilder(line.told()).append(" [Host|a.b:1]");
        for (Field field : fields) {
            head.append(field.name).append(':').append(field.before).append(field.value);
            head.append(field.behind).append("\r\n");
            told.append(" [%s|%s]".formatted(field.name, field.value));
        }
        head.append("\r\n");
        told.append(" bytes=").append(head.length());

        assertThat(feeding.verdict(head.toString())).isEqualTo(told.toString());
    }

    @Property
    void takesEveryAddress(@ForAll("groups") List<String> groups, @ForAll boolean elided) {
        String address =
                elided
                        ? String.join(":", groups.subList(0, 3)) + "::" + groups.get(7)
                        : String.join(":", groups);

        assertThat(feeding.verdict(HeadFeeding.head("GET / HTTP/1.1", "Host: [" + address + "]")))
                .startsWith("GET / @[" + address + "] 1.1");
    }

    @Provide
    Arbitrary<List<String>> groups() {
        return Arbitraries.strings()
                .withChars("0123456789abcdefABCDEF")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofSize(8);
    }

    @Provide
    Arbitrary<Line> lines() {
        Arbitrary<String> method =
                Arbitraries.strings()
                        .withChars(TOKENS)
                        .ofMinLength(1)
                        .ofMaxLength(64)
                        .filter(name -> !name.equals("CONNECT"));
        Arbitrary<String> path = part(LETTERS + "/:@!$&'()*+,;=").map(rest -> "/" + rest);
        Arbitrary<String> query =
                part(LETTERS + "/?:@!$&'()*+,;=[]{}|^`%41").map(text -> text.replace("%", "%2f"));
        return Combinators.combine(method, path, query.injectNull(0.3)).as(Line::new);
    }

    private static Arbitrary<String> part(String characters) {
        return Arbitraries.strings().withChars(characters).ofMaxLength(60);
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        Arbitrary<String> name =
                Arbitraries.strings()
                        .withChars(TOKENS)
                        .ofMinLength(1)
                        .ofMaxLength(40)
                        .filter(text -> !text.equalsIgnoreCase("expect"));
        Arbitrary<String> value =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withCharRange('\u0080', '\u00ff')
                        .withChars('\t')
                        .ofMaxLength(80)
                        .map(text -> text.replaceAll("^[ \t]+|[ \t]+$", ""));
        Arbitrary<String> blanks = Arbitraries.strings().withChars(" \t").ofMaxLength(3);
        return Combinators.combine(name, blanks, value, blanks).as(Field::new).list().ofMaxSize(99);
    }

    /// A field.
    ///
    /// @param name its name
    /// @param before blanks before its value
    /// @param value its value
    /// @param behind blanks behind its value
    record Field(String name, String before, String value, String behind) {}

    /// A request line.
    ///
    /// @param method the method
    /// @param path the path
    /// @param query the query, or null
    record Line(String method, String path, @Nullable String query) {
        String text() {
            return method + " " + path + (query == null ? "" : "?" + query) + " HTTP/1.1";
        }

        String told() {
            return method + " " + path + (query == null ? "" : " ?" + query) + " @a.b:1 1.1";
        }
    }
}
