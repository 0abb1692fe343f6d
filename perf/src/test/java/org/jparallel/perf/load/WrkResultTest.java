// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrkResultTest {
    private static final String LINE = "summary requests=1000 micros=2000123 bytes=142000 connect=0"
            + " read=0 write=0 status=0 timeout=0 p50=145 p99=1010";

    @Test
    void readsTheLineOfOurScriptAmongThoseOfWrk() {
        WrkResult result = WrkResult.parse(List.of(
                "Running 2s test @ http://127.0.0.1:8080/", LINE, "Requests/sec:  500.00"));

        assertThat(result.requests()).isEqualTo(1_000);
        assertThat(result.micros()).isEqualTo(2_000_123);
        assertThat(result.bytes()).isEqualTo(142_000);
        assertThat(result.medianMicros()).isEqualTo(145);
        assertThat(result.tailMicros()).isEqualTo(1_010);
        assertThat(result.isClean()).isTrue();
    }

    @Test
    void isNotCleanWithAnErrorOfAnyKind() {
        for (String error : List.of("connect", "read", "write", "status", "timeout")) {
            String line = LINE.replace(error + "=0", error + "=3");

            assertThat(WrkResult.parse(List.of(line)).isClean()).as(error).isFalse();
        }
    }

    @Test
    void isNotCleanWithoutAnAnswer() {
        String line = LINE.replace("requests=1000", "requests=0");

        assertThat(WrkResult.parse(List.of(line)).isClean()).isFalse();
    }

    @Test
    void refusesOutputWithoutTheLine() {
        assertThatThrownBy(() -> WrkResult.parse(List.of("unable to connect")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrk printed no summary: output=[unable to connect]");
    }

    @Test
    void refusesALineWithoutAField() {
        assertThatThrownBy(() -> WrkResult.parse(List.of(LINE.replace("bytes=", "byte="))))
                .hasMessage("wrk's summary lacks a field: name=bytes");
    }
}
