// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.load.Wrk;
import org.jparallel.perf.load.WrkResult;
import org.jparallel.perf.server.Answers;
import org.jspecify.annotations.Nullable;

/// Small answers over HTTP/1.1, one request at a time on each connection and sixteen.
///
/// CPU time is the server's own, user and system. Of what a connection costs when it is opened the
/// Java heap is freed: a short run before each measured one opens as many connections, and bytes
/// for each request are the difference of the two runs.
///
/// Latencies are those that wrk reports. It adds samples for requests that a client with a constant
/// rate would have sent behind a slow one, and is wrong about their distance when requests are
/// pipelined: there none are shown. [TailContest] measures latency.
final class HttpContest implements ServerContest {
    private static final int PIPELINED = 16;
    private static final int WARMUP_CONNECTIONS = 64;
    private static final String PLAIN = "/[a-z]+ connections=\\d+";
    private static final String ALL = "/.*";

    private @Nullable Wrk wrk;

    /// One way to ask.
    ///
    /// @param service asked for
    /// @param path of it
    /// @param connections kept open
    /// @param pipelined requests at once on each
    private record Variant(Service service, String path, int connections, int pipelined) {
        @Override
        public String toString() {
            String plain = path + " connections=" + connections;
            return pipelined == 1 ? plain : plain + " pipelined=" + pipelined;
        }

        Wrk.Load load(int seconds) {
            return new Wrk.Load(connections, pipelined, seconds);
        }
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String description() {
        return "HTTP servers: /plaintext and /json, plain and 16 pipelined, by wrk";
    }

    @Override
    public List<Contestant> contestants() {
        return Roster.serving(Service.PLAINTEXT);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.rate("requests/s"),
                Column.worstRate(),
                Column.bestRate(),
                Column.median("p50 us", Metric.MEDIAN),
                Column.median("p99 us", Metric.TAIL),
                Column.median("CPU us/req", Metric.CPU),
                Column.heap("heap B/req"));
    }

    @Override
    public List<Claim> claims() {
        List<String> tuned = List.of(Roster.NETTY_TUNED);
        List<Claim> claims = new ArrayList<>(List.of(
                Claim.of(Metric.TIME, "/plaintext connections=\\d+",
                        new Goal.Faster(Roster.OURS, 1, tuned)),
                Claim.of(Metric.CPU, "/plaintext connections=\\d+",
                        new Goal.AtMost(Roster.OURS, 0.85, tuned)),
                Claim.of(Metric.TIME, "/plaintext .*pipelined=.*",
                        new Goal.Faster(Roster.OURS, 1.3, tuned)),
                Claim.of(Metric.TIME, "/json .*", new Goal.Faster(Roster.OURS, 1.1, tuned)),
                Claim.of(Metric.TIME, "/plaintext .*", new Goal.NoBytes(Roster.OURS))));
        for (List<String> peers : Roster.FRAMEWORKS) {
            claims.add(Claim.of(Metric.TIME, ALL, new Goal.Faster(Roster.OURS, 1, peers)));
            claims.add(Claim.of(Metric.CPU, PLAIN, new Goal.AtMost(Roster.OURS, 1, peers)));
        }
        return claims;
    }

    @Override
    public int secondsForEach(ServerOptions options) {
        int variants = variants(options).size();
        return 1 + options.warmupSeconds() + variants * (warmSeconds(options) + options.seconds());
    }

    @Override
    public void prepare(Stage stage, ServerOptions options) throws IOException {
        wrk = Wrk.in(stage.folder());
    }

    @Override
    public void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException, InterruptedException {
        AnswerCheck check = new AnswerCheck(server.port());
        List<Variant> variants = variants(options).stream()
                .filter(each -> server.contestant().services().contains(each.service))
                .toList();
        List<String> paths = variants.stream().map(Variant::path).distinct().toList();
        for (String path : paths) {
            check.check(expected(path));
        }
        int seconds = Math.ceilDiv(options.warmupSeconds(), paths.size());
        for (String path : paths) {
            wrk().run(server.port(), path, new Wrk.Load(WARMUP_CONNECTIONS, PIPELINED, seconds));
        }
        for (Variant variant : variants) {
            measure(server, variant, options, measures);
        }
    }

    private void measure(
            RunningServer server, Variant variant, ServerOptions options, Measures measures)
            throws IOException, InterruptedException {
        OptionalLong heapAtFirst = server.allocatedBytes();
        WrkResult warm =
                wrk().run(server.port(), variant.path, variant.load(warmSeconds(options)));
        OptionalLong heapBefore = server.allocatedBytes();
        long cpuBefore = server.cpuMicros();
        WrkResult result = wrk().run(server.port(), variant.path, variant.load(options.seconds()));
        double cpu = server.cpuMicros() - cpuBefore;
        OptionalLong heapAfter = server.allocatedBytes();

        var subject = new Measures.Subject(server.contestant().name(), variant.toString());
        if (!warm.isClean() || !result.isClean()) {
            measures.invalid(subject, "errors=" + result.errors()
                    + " whenWarming=" + warm.errors() + " requests=" + result.requests());
            return;
        }
        double heap = heapAtFirst.isEmpty() || heapBefore.isEmpty() || heapAfter.isEmpty()
                ? Double.NaN
                : perRequest(
                        heapAfter.getAsLong() - heapBefore.getAsLong(),
                        heapBefore.getAsLong() - heapAtFirst.getAsLong(),
                        result.requests() - warm.requests());
        double requests = result.requests();
        measures.add(Metric.TIME, subject, result.micros() / requests, heap);
        measures.add(Metric.CPU, subject, cpu / requests);
        if (variant.pipelined == 1) {
            measures.add(Metric.MEDIAN, subject, result.medianMicros());
            measures.add(Metric.TAIL, subject, result.tailMicros());
        }
    }

    private static double perRequest(long bytes, long bytesWhenWarming, long moreRequests) {
        return moreRequests <= 0
                ? Double.NaN
                : Math.max(0, bytes - bytesWhenWarming) / (double) moreRequests;
    }

    private static List<Variant> variants(ServerOptions options) {
        List<Variant> variants = new ArrayList<>();
        for (int connections : options.connectionsOr(64, 256)) {
            for (int pipelined : List.of(1, PIPELINED)) {
                variants.add(new Variant(
                        Service.PLAINTEXT, Answers.PLAINTEXT, connections, pipelined));
                variants.add(new Variant(Service.JSON, Answers.JSON, connections, pipelined));
            }
        }
        return variants;
    }

    private static AnswerCheck.Expected expected(String path) {
        return path.equals(Answers.JSON)
                ? new AnswerCheck.Expected(path, Answers.APPLICATION_JSON, Answers.MESSAGE)
                : new AnswerCheck.Expected(path, Answers.TEXT_PLAIN, Answers.TEXT);
    }

    private static int warmSeconds(ServerOptions options) {
        return Math.max(1, options.seconds() / 4);
    }

    private Wrk wrk() {
        if (wrk == null) {
            throw new IllegalStateException("contest was not prepared: name=" + name());
        }
        return wrk;
    }
}
