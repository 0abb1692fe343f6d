// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Preconditions")
final class PreconditionsTest {
    private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final long SECOND = 784_111_777;
    private static final long NOW = 1_700_000_000;

    /// Headers are `name: value`, joined by bars; THEN, BEFORE and AFTER are dates.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "strong; ``; PROCEED; PROCEED",
                "strong; If-Match: \"a\"; PROCEED; PROCEED",
                "strong; If-Match: \"b\"; FAILED; FAILED",
                "strong; If-Match: \"b\", \"a\"; PROCEED; PROCEED",
                "strong; If-Match: W/\"a\"; FAILED; FAILED",
                "weak; If-Match: W/\"a\"; FAILED; FAILED",
                "weak; If-Match: \"a\"; FAILED; FAILED",
                "strong; If-Match: *; PROCEED; PROCEED",
                "untagged; If-Match: *; PROCEED; PROCEED",
                "untagged; If-Match: \"a\"; FAILED; FAILED",
                "absent; If-Match: *; FAILED; FAILED",
                "absent; If-Match: \"a\"; FAILED; FAILED",
                "strong; If-Match: a; FAILED; FAILED",
                "strong; If-Match: \"a; FAILED; FAILED",
                "strong; If-Match: \"a\" \"b\"; FAILED; FAILED",
                "strong; If-Match: ``; FAILED; FAILED",
                "strong; If-Unmodified-Since: THEN; PROCEED; PROCEED",
                "strong; If-Unmodified-Since: AFTER; PROCEED; PROCEED",
                "strong; If-Unmodified-Since: BEFORE; FAILED; FAILED",
                "strong; If-Unmodified-Since: yesterday; PROCEED; PROCEED",
                "absent; If-Unmodified-Since: BEFORE; PROCEED; PROCEED",
                "strong; If-Match: \"a\"|If-Unmodified-Since: BEFORE; PROCEED; PROCEED",
                "strong; If-Match: \"b\"|If-Unmodified-Since: AFTER; FAILED; FAILED",
                "strong; If-None-Match: \"a\"; NOT_MODIFIED; FAILED",
                "strong; If-None-Match: W/\"a\"; NOT_MODIFIED; FAILED",
                "weak; If-None-Match: \"a\"; NOT_MODIFIED; FAILED",
                "weak; If-None-Match: \"x\" ,, W/\"a\"; NOT_MODIFIED; FAILED",
                "strong; If-None-Match: \"b\"; PROCEED; PROCEED",
                "strong; If-None-Match: a; PROCEED; PROCEED",
                "strong; If-None-Match: \"a\", b; PROCEED; PROCEED",
                "strong; If-None-Match: *; NOT_MODIFIED; FAILED",
                "absent; If-None-Match: *; PROCEED; PROCEED",
                "untagged; If-None-Match: \"a\"; PROCEED; PROCEED",
                "strong; If-Modified-Since: THEN; NOT_MODIFIED; PROCEED",
                "strong; If-Modified-Since: AFTER; NOT_MODIFIED; PROCEED",
                "strong; If-Modified-Since: BEFORE; PROCEED; PROCEED",
                "strong; If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT;"
                        + " NOT_MODIFIED; PROCEED",
                "strong; If-Modified-Since: 0; PROCEED; PROCEED",
                "absent; If-Modified-Since: AFTER; PROCEED; PROCEED",
                "strong; If-None-Match: \"b\"|If-Modified-Since: AFTER; PROCEED; PROCEED",
                "strong; If-None-Match: \"a\"|If-Modified-Since: BEFORE; NOT_MODIFIED; FAILED",
                "strong; If-Match: \"a\"|If-None-Match: \"a\"; NOT_MODIFIED; FAILED",
                "strong; If-Match: \"b\"|If-None-Match: \"a\"; FAILED; FAILED",
                "strong; If-Unmodified-Since: BEFORE|If-None-Match: \"a\"; FAILED; FAILED",
                "strong; If-Unmodified-Since: THEN|If-Modified-Since: THEN; NOT_MODIFIED; PROCEED",
            })
    void lead(String state, String headers, String reading, String writing) {
        Preconditions preconditions = preconditions(headers.replace("``", ""));
        assertThat(preconditions.verdict(true, state(state), NOW)).hasToString(reading);
        assertThat(preconditions.verdict(false, state(state), NOW)).hasToString(writing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "strong; Range: bytes=0-1; true",
                "strong; If-Range: \"a\"; false",
                "strong; Range: bytes=0-1|If-Range: \"a\"; true",
                "strong; Range: bytes=0-1|If-Range: \"b\"; false",
                "strong; Range: bytes=0-1|If-Range: W/\"a\"; false",
                "strong; Range: bytes=0-1|If-Range: \"a\", \"a\"; false",
                "weak; Range: bytes=0-1|If-Range: \"a\"; false",
                "weak; Range: bytes=0-1|If-Range: W/\"a\"; false",
                "strong; Range: bytes=0-1|If-Range: THEN; true",
                "strong; Range: bytes=0-1|If-Range: BEFORE; false",
                "strong; Range: bytes=0-1|If-Range: AFTER; false",
                "strong; Range: bytes=0-1|If-Range: ``; false",
                "untagged; Range: bytes=0-1|If-Range: \"a\"; false",
            })
    void chooseAPart(String state, String headers, boolean part) {
        ByteRange range = preconditions(headers.replace("``", "")).part(state(state), 9, NOW);
        assertThat(range)
                .isEqualTo(part ? new ByteRange.Part(0, 2, 9) : new ByteRange.Whole(9));
    }

    @Test
    void trustNoDateWhoseSecondIsNotOver() {
        ByteRange range =
                preconditions("Range: bytes=0-1|If-Range: THEN").part(state("strong"), 9, SECOND);
        assertThat(range).isEqualTo(new ByteRange.Whole(9));
    }

    @Test
    void haveTagsAsHeadersHaveThem() {
        assertThat(new EntityTag(false, "a!~\u00ff")).hasToString("\"a!~\u00ff\"");
        assertThat(new EntityTag(true, "")).hasToString("W/\"\"");
        assertThat(EntityTag.parseList("W/\"\",\t\"a,b\"  , \"!\u0080\""))
                .containsExactly(
                        new EntityTag(true, ""),
                        new EntityTag(false, "a,b"),
                        new EntityTag(false, "!\u0080"));
        assertThat(EntityTag.parseList("w/\"a\"")).isEmpty();
        assertThat(EntityTag.parseList("W/a")).isEmpty();
        assertThat(EntityTag.parseList("W/\"")).isEmpty();
        assertThat(EntityTag.parseList("\"a b\"")).isEmpty();
        assertThatThrownBy(() -> new EntityTag(false, "a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("character not for an entity tag: position=1 code=34");
    }

    private static Preconditions preconditions(String headers) {
        Map<String, String> values =
                Stream.of(headers.split("\\|"))
                        .filter(header -> !header.isEmpty())
                        .collect(
                                Collectors.toMap(
                                        header -> header.substring(0, header.indexOf(':')),
                                        header ->
                                                header.substring(header.indexOf(':') + 1)
                                                        .strip()
                                                        .replace("THEN", THEN)
                                                        .replace("BEFORE", BEFORE)
                                                        .replace("AFTER", AFTER)));
        return new Preconditions(
                values.get("If-Match"),
                values.get("If-None-Match"),
                values.get("If-Modified-Since"),
                values.get("If-Unmodified-Since"),
                values.get("Range"),
                values.get("If-Range"));
    }

    private static Validators state(String name) {
        return switch (name) {
            case "strong" -> new Validators(true, new EntityTag(false, "a"), SECOND);
            case "weak" -> new Validators(true, new EntityTag(true, "a"), SECOND);
            case "untagged" -> new Validators(true, null, SECOND);
            default -> Validators.ABSENT;
        };
    }
}
