// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ServerReportTest {
    private final Measures measures = new Measures();

    private void measured(String contestant, String variant, double micros, double cpuMicros) {
        var subject = new Measures.Subject(contestant, variant);
        measures.add(Metric.TIME, subject, micros, 12);
        measures.add(Metric.CPU, subject, cpuMicros);
    }

    private String report() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ServerReport(new PrintStream(out, true, UTF_8), new HttpContest(), measures).print();
        return out.toString(UTF_8);
    }

    @Test
    void showsRatesTheFastestFirst() {
        measured("netty", "/plaintext connections=64", 10, 5);
        measured("nettyTuned", "/plaintext connections=64", 5, 4);

        assertThat(report().lines().map(line -> line.replaceAll(" +", " "))).containsSubsequence(
                "/plaintext connections=64 requests/s worst best p50 us p99 us CPU us/req"
                        + " heap B/req x nettyTuned",
                " nettyTuned 200,000 200,000 200,000 - - 4.00 12.0 1.00",
                " netty 100,000 100,000 100,000 - - 5.00 12.0 0.50");
    }

    @Test
    void judgesEachMetricOnItsOwn() {
        measured(Roster.OURS, "/plaintext connections=64", 5, 4);
        measured(Roster.NETTY_TUNED, "/plaintext connections=64", 5, 4);

        assertThat(report().lines()).contains(
                "reached      throughput of jparallel /plaintext connections=64:"
                        + " at least 1 x as fast as nettyTuned: 1.00 x",
                "NOT REACHED  server CPU of jparallel /plaintext connections=64:"
                        + " at most 0.85 x the time of nettyTuned: 1.00 x, short by 15 %");
    }

    @Test
    void tellsPipelinedFromPlain() {
        measured(Roster.OURS, "/plaintext connections=64 pipelined=16", 1, 1);
        measured(Roster.NETTY_TUNED, "/plaintext connections=64 pipelined=16", 1.3, 1);

        assertThat(report().lines().filter(line -> line.contains("nettyTuned:"))).containsExactly(
                "reached      throughput of jparallel /plaintext connections=64 pipelined=16:"
                        + " at least 1.3 x as fast as nettyTuned: 1.30 x");
    }

    @Test
    void namesWhatWasLeftOut() {
        measures.invalid(new Measures.Subject("jdk", "/json connections=64"), "errors={read=2}");

        assertThat(report().lines()).contains(
                "no goal to judge: ours or the peer did not run",
                "INVALID, left out: contestant=jdk /json connections=64: errors={read=2}");
    }
}
