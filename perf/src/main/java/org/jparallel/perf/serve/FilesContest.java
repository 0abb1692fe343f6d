// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jparallel.perf.judge.Goal;
import org.jparallel.perf.load.Wrk;
import org.jparallel.perf.load.WrkResult;
import org.jparallel.perf.server.Answers;
import org.jspecify.annotations.Nullable;

/// Files over HTTP/1.1. What counts is the files' bytes, not those of the heads.
final class FilesContest implements ServerContest {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final double BYTES_PER_MEGABYTE = 1_000_000;
    private static final List<Document> DOCUMENTS = List.of(
            new Document("1KiB.bin", KIB, 64),
            new Document("1MiB.bin", MIB, 16),
            new Document("64MiB.bin", 64 * MIB, 4));

    private @Nullable Wrk wrk;
    private Path documents = Path.of("");

    /// A file.
    ///
    /// @param name of it
    /// @param sizeBytes of it
    /// @param connections that ask for it at once: fewer for large ones, else none would finish
    private record Document(String name, int sizeBytes, int connections) {
        String path() {
            return Answers.FILES + name;
        }

        /// {@return the bytes of it that a run received}
        ///
        /// Of the large one, what is under way when the run ends counts too.
        double bytes(WrkResult result) {
            return sizeBytes > MIB ? result.bytes() : (double) sizeBytes * result.requests();
        }
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String description() {
        return "HTTP servers: files of 1 KiB, 1 MiB and 64 MiB, by wrk, in MB/s";
    }

    @Override
    public List<Contestant> contestants() {
        return Roster.serving(Service.FILES);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.rate("MB/s"),
                Column.worstRate(),
                Column.bestRate(),
                Column.median("CPU us/MB", Metric.CPU));
    }

    @Override
    public List<Claim> claims() {
        return List.of(Claim.of(Metric.TIME, ".*",
                new Goal.Faster(Roster.OURS, 0.9, List.of(Roster.NGINX))));
    }

    @Override
    public int secondsForEach(ServerOptions options) {
        return 1 + options.warmupSeconds() + DOCUMENTS.size() * options.seconds();
    }

    @Override
    public void prepare(Stage stage, ServerOptions options) throws IOException {
        wrk = Wrk.in(stage.folder());
        documents = stage.documents();
        Random random = new Random(1);
        for (Document document : DOCUMENTS) {
            byte[] bytes = new byte[document.sizeBytes];
            random.nextBytes(bytes);
            Path file = documents.resolve(document.name);
            Files.write(file, bytes);
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException, InterruptedException {
        if (wrk == null) {
            throw new IllegalStateException("contest was not prepared: name=" + name());
        }
        check(server, DOCUMENTS.getFirst());
        int warmSeconds = Math.ceilDiv(options.warmupSeconds(), DOCUMENTS.size());
        for (Document document : DOCUMENTS) {
            Wrk.Load warm = new Wrk.Load(document.connections, 1, warmSeconds);
            wrk.run(server.port(), document.path(), warm);
            long cpuBefore = server.cpuMicros();
            WrkResult result = wrk.run(server.port(), document.path(),
                    new Wrk.Load(document.connections, 1, options.seconds()));
            double cpu = server.cpuMicros() - cpuBefore;
            var subject = new Measures.Subject(server.contestant().name(),
                    "file=" + document.name + " connections=" + document.connections);
            if (!result.isClean()) {
                measures.invalid(subject, "errors=" + result.errors());
                continue;
            }
            double megabytes = document.bytes(result) / BYTES_PER_MEGABYTE;
            measures.add(Metric.TIME, subject, result.micros() / megabytes);
            measures.add(Metric.CPU, subject, cpu / megabytes);
        }
    }

    /// Compares the smallest file byte by byte.
    private void check(RunningServer server, Document document) throws IOException {
        String bytes = Files.readString(documents.resolve(document.name), ISO_8859_1);
        new AnswerCheck(server.port()).check(new AnswerCheck.Expected(
                document.path(), "application/octet-stream", bytes));
    }
}
