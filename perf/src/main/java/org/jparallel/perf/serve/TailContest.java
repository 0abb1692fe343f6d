// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.load.ConstantRateLoad;
import org.jparallel.perf.server.Answers;

/// Latencies when requests come at a constant rate: 80 % of what tuned Netty answers at most to the
/// same client on the same connections. The rate is one for all.
final class TailContest implements ServerContest {
    private static final int CONNECTIONS = 256;
    private static final double SHARE = 0.8;

    private double ratePerSecond;

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public String description() {
        return "HTTP servers: p99 of /plaintext at 80 % of the maximum, constant rate, open loop";
    }

    @Override
    public List<Contestant> contestants() {
        return Roster.serving(Service.PLAINTEXT);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.median("p99 us", Metric.TAIL),
                new Column("best", Metric.TAIL, score -> score.lowest()),
                new Column("worst", Metric.TAIL, score -> score.highest()),
                Column.median("p50 us", Metric.MEDIAN),
                Column.median("p99.9 us", Metric.FAR_TAIL),
                Column.median("CPU us/req", Metric.CPU));
    }

    @Override
    public List<Claim> claims() {
        return List.of(Claim.of(Metric.TAIL, ".*",
                new Goal.AtMost(Roster.OURS, 1, List.of(Roster.NETTY_TUNED))));
    }

    @Override
    public int secondsForEach(ServerOptions options) {
        return 2 + options.warmupSeconds() + options.seconds() * 3 / 2;
    }

    /// Finds the rate, unless it is given.
    @Override
    public void prepare(Stage stage, ServerOptions options) throws IOException {
        if (options.ratePerSecond().isPresent()) {
            ratePerSecond = options.ratePerSecond().getAsInt();
            return;
        }
        Contestant reference = contestants().stream()
                .filter(each -> each.name().equals(Roster.NETTY_TUNED))
                .findFirst()
                .orElseThrow();
        try (RunningServer server = reference.start(stage);
                ConstantRateLoad load = load(server, options)) {
            load.atFullSpeed(options.warmupSeconds());
            ConstantRateLoad.Result result = load.atFullSpeed(options.seconds());
            double most = result.requests() * 1e6 / result.micros();
            ratePerSecond = Math.rint(SHARE * most / 1_000) * 1_000;
        }
    }

    @Override
    public void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException {
        new AnswerCheck(server.port()).check(new AnswerCheck.Expected(
                Answers.PLAINTEXT, Answers.TEXT_PLAIN, Answers.TEXT));
        try (ConstantRateLoad load = load(server, options)) {
            load.atFullSpeed(options.warmupSeconds());
            load.atRate(Math.max(1, options.seconds() / 2), ratePerSecond);
            long cpuBefore = server.cpuMicros();
            ConstantRateLoad.Result result = load.atRate(options.seconds(), ratePerSecond);
            double cpu = server.cpuMicros() - cpuBefore;
            String variant = String.format(Locale.ROOT, "%s connections=%d rate=%.0f",
                    Answers.PLAINTEXT, connections(options), ratePerSecond);
            var subject = new Measures.Subject(server.contestant().name(), variant);
            if (result.errors() > 0) {
                measures.invalid(subject, "wrong or unanswered: " + result.errors()
                        + " of " + (result.requests() + result.errors()));
                return;
            }
            measures.add(Metric.MEDIAN, subject, result.percentileMicros(50));
            measures.add(Metric.TAIL, subject, result.percentileMicros(99));
            measures.add(Metric.FAR_TAIL, subject, result.percentileMicros(99.9));
            measures.add(Metric.CPU, subject, cpu / result.requests());
        }
    }

    private static ConstantRateLoad load(RunningServer server, ServerOptions options)
            throws IOException {
        return new ConstantRateLoad(server.port(), Answers.PLAINTEXT, connections(options));
    }

    private static int connections(ServerOptions options) {
        return options.connectionsOr(CONNECTIONS).getFirst();
    }
}
