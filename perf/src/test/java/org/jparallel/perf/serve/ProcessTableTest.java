// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private static final String STAT = "4321 (%s) S 1 4321 4321 0 -1 4194560 2413 0 12 0 "
            + "250 130 7 9 20 0 24 0 93345 3456789 8765 18446744073709551615";

    @Test
    void addsUserAndSystemTimeInTicksOfTenMilliseconds() {
        assertThat(ProcessTable.cpuMicros(STAT.formatted("java"))).isEqualTo(3_800_000);
    }

    @Test
    void readsAroundANameWithBlanksAndParentheses() {
        assertThat(ProcessTable.cpuMicros(STAT.formatted("a) S (b c"))).isEqualTo(3_800_000);
    }

    @Test
    void refusesALineThatIsCutOff() {
        assertThatThrownBy(() -> ProcessTable.cpuMicros("4321 (java) S 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("process status cannot be read: stat=4321 (java) S 1");
    }

    @Test
    void readsResidentMemoryInKibibytes() {
        assertThat(ProcessTable.residentBytes(List.of("Name:\tjava", "VmRSS:\t  602136 kB")))
                .isEqualTo(602_136L * 1024);
    }

    @Test
    void refusesAProcessWithoutMemory() {
        assertThatThrownBy(() -> ProcessTable.residentBytes(List.of("Name:\tkthreadd")))
                .hasMessage("process has no resident memory: status=[Name:\tkthreadd]");
    }

    @Test
    void readsThisProcess() throws IOException {
        assertThat(ProcessTable.cpuMicros(ProcessHandle.current())).isPositive();
        assertThat(ProcessTable.residentBytes(ProcessHandle.current())).isGreaterThan(1 << 20);
    }
}
