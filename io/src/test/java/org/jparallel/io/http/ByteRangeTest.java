// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A range")
final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0 | 10 | bytes 0-0/10",
                "bytes=0-9 | 10 | bytes 0-9/10",
                "bytes=0-10 | 10 | bytes 0-9/10",
                "bytes=9-9 | 10 | bytes 9-9/10",
                "bytes=9- | 10 | bytes 9-9/10",
                "bytes=0- | 10 | bytes 0-9/10",
                "Bytes= 2-3  | 10 | bytes 2-3/10",
                "bytes=-1 | 10 | bytes 9-9/10",
                "bytes=-10 | 10 | bytes 0-9/10",
                "bytes=-11 | 10 | bytes 0-9/10",
                "bytes=-99999999999999999999999 | 10 | bytes 0-9/10",
                "bytes=1-99999999999999999999999 | 10 | bytes 1-9/10",
                "bytes=1-9223372036854775807 | 10 | bytes 1-9/10",
                "bytes=00000000000000000000000000000001-0002 | 10 | bytes 1-2/10",
                "bytes=9223372036854775806- | 9223372036854775807"
                        + " | bytes 9223372036854775806-9223372036854775806"
                        + "/9223372036854775807",
                "bytes=10- | 10 | bytes */10",
                "bytes=10-10 | 10 | bytes */10",
                "bytes=-0 | 10 | bytes */10",
                "bytes=99999999999999999999999- | 10 | bytes */10",
                "bytes=9223372036854775807- | 9223372036854775807"
                        + " | bytes */9223372036854775807",
                "bytes=0- | 0 | bytes */0",
                "bytes=0-0 | 0 | bytes */0",
            })
    void isOfSomeBytesOrOfNone(String header, long size, String contentRange) {
        assertThat(sent(header, size)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=-1 | 0 | all of 0",
                "bytes=2-1 | 10 | all of 10",
                "bytes= | 10 | all of 10",
                "bytes=- | 10 | all of 10",
                "bytes=1 | 10 | all of 10",
                "bytes=--1 | 10 | all of 10",
                "bytes=+1-2 | 10 | all of 10",
                "bytes=1-+2 | 10 | all of 10",
                "bytes=1-2x | 10 | all of 10",
                "bytes=1 -2 | 10 | all of 10",
                "bytes=0x1-2 | 10 | all of 10",
                "bytes=\u0661-2 | 10 | all of 10",
                "bytes=0-0,2-3 | 10 | all of 10",
                "bytes=0-0, | 10 | all of 10",
                "bytes =0-0 | 10 | all of 10",
                "items=0-0 | 10 | all of 10",
                "bytes | 10 | all of 10",
                "'' | 10 | all of 10",
            })
    void isIgnored(String header, long size, String sent) {
        assertThat(sent(header, size)).isEqualTo(sent);
    }

    private static String sent(String header, long size) {
        ByteRange range = ByteRange.parse(header, size);
        assertThat(range.from()).isBetween(0L, size);
        assertThat(range.byteCount()).isBetween(0L, size - range.from());
        return switch (range) {
            case ByteRange.Whole whole -> "all of " + whole.byteCount();
            case ByteRange.Part part -> {
                assertThat(part.byteCount()).isPositive().isEqualTo(part.to() - part.from());
                yield part.contentRange();
            }
            case ByteRange.Unsatisfiable none -> none.contentRange();
        };
    }
}
