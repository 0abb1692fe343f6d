// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.List;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.load.IdleConnections;
import org.jparallel.perf.server.Answers;

/// The memory of a server for each connection that is open and silent.
///
/// A thousand connections are opened first, for all that grows with the first ones only; then ten
/// thousand more, and what the process grew by meanwhile is theirs: resident memory, which is what
/// is not on the Java heap since that is resident from the start, and the Java heap in use after
/// a collection. What the kernel holds for a socket is not counted; it is the same for all.
final class IdleContest implements ServerContest {
    private static final int FIRST = 1_000;
    private static final int CONNECTIONS = 10_000;
    private static final double SURPLUS_BYTES = 1_024;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String description() {
        return "HTTP servers: memory for each of 10,000 idle connections";
    }

    @Override
    public List<Contestant> contestants() {
        return Roster.serving(Service.PLAINTEXT);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.median("B/conn", Metric.MEMORY),
                new Column("least", Metric.MEMORY, score -> score.lowest()),
                new Column("most", Metric.MEMORY, score -> score.highest()),
                Column.median("heap B", Metric.HEAP),
                Column.median("native B", Metric.NATIVE));
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                Claim.of(Metric.MEMORY, ".*",
                        new Goal.AtMostMore(Roster.OURS, SURPLUS_BYTES, Roster.NETTY_TUNED)),
                Claim.of(Metric.MEMORY, ".*",
                        new Goal.AtMostMore(Roster.OURS, SURPLUS_BYTES, Roster.NETTY_BYTES)));
    }

    @Override
    public int secondsForEach(ServerOptions options) {
        return 8;
    }

    @Override
    public void prepare(Stage stage, ServerOptions options) throws IOException {
        IdleConnections.requireFiles(FIRST + connections(options));
    }

    @Override
    public void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException {
        int count = connections(options);
        try (IdleConnections connections =
                new IdleConnections(server.port(), Answers.PLAINTEXT, Answers.TEXT)) {
            connections.open(FIRST);
            RunningServer.Memory before = server.memory();
            connections.open(count);
            RunningServer.Memory after = server.memory();
            double heap = (after.heapBytes() - before.heapBytes()) / (double) count;
            double outside = (after.residentBytes() - before.residentBytes()) / (double) count;
            var subject = new Measures.Subject(
                    server.contestant().name(), "idle connections=" + count);
            measures.add(Metric.MEMORY, subject, heap + outside);
            measures.add(Metric.HEAP, subject, heap);
            measures.add(Metric.NATIVE, subject, outside);
        }
    }

    private static int connections(ServerOptions options) {
        return options.connectionsOr(CONNECTIONS).getFirst();
    }
}
