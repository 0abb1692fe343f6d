// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.load.EchoLoad;
import org.jparallel.perf.load.StreamLoad;

/// The services echo and chargen over TCP, each contestant of one of them.
final class TcpContest implements ServerContest {
    private static final int MESSAGE_BYTES = 64;
    private static final double BYTES_PER_MEGABYTE = 1_000_000;

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String description() {
        return "TCP servers: echo of 64 B by ping-pong, chargen in MB/s, by clients of our own";
    }

    @Override
    public List<Contestant> contestants() {
        return Stream.concat(
                Roster.serving(Service.ECHO).stream(),
                Roster.serving(Service.CHARGEN).stream()).toList();
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.rate("a second"),
                Column.worstRate(),
                Column.bestRate(),
                Column.median("CPU us", Metric.CPU));
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                Claim.of(Metric.TIME, "echo .*",
                        new Goal.Faster("jparallelEcho", 0.95, List.of("nettyEcho"))),
                Claim.of(Metric.TIME, "chargen .*",
                        new Goal.Faster("jparallelChargen", 0.95, List.of("nettyChargen"))));
    }

    @Override
    public int secondsForEach(ServerOptions options) {
        return 1 + options.warmupSeconds() + options.seconds() * 3 / 2;
    }

    @Override
    public void prepare(Stage stage, ServerOptions options) {
        // The clients are here.
    }

    @Override
    public void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException {
        if (server.contestant().services().contains(Service.CHARGEN)) {
            chargen(server, options, measures);
            return;
        }
        List<Integer> connections = options.connectionsOr(1, 64);
        int warmSeconds = Math.ceilDiv(options.warmupSeconds(), connections.size());
        for (int count : connections) {
            try (EchoLoad load = new EchoLoad(server.port(), count, MESSAGE_BYTES)) {
                load.run(warmSeconds);
                long cpuBefore = server.cpuMicros();
                EchoLoad.Result result = load.run(options.seconds());
                double cpu = server.cpuMicros() - cpuBefore;
                var subject = new Measures.Subject(server.contestant().name(),
                        "echo bytes=" + MESSAGE_BYTES + " connections=" + count);
                double messages = result.messages();
                measures.add(Metric.TIME, subject, result.micros() / messages);
                measures.add(Metric.CPU, subject, cpu / messages);
            }
        }
    }

    private static void chargen(RunningServer server, ServerOptions options, Measures measures)
            throws IOException {
        try (StreamLoad load = new StreamLoad(server.port())) {
            load.run(options.warmupSeconds());
            long cpuBefore = server.cpuMicros();
            StreamLoad.Result result = load.run(options.seconds());
            double cpu = server.cpuMicros() - cpuBefore;
            var subject = new Measures.Subject(server.contestant().name(), "chargen unit=MB");
            double megabytes = result.bytes() / BYTES_PER_MEGABYTE;
            measures.add(Metric.TIME, subject, result.micros() / megabytes);
            measures.add(Metric.CPU, subject, cpu / megabytes);
        }
    }
}
