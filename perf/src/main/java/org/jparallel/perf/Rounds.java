// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jparallel.perf.judge.Score;
import org.jparallel.perf.judge.Standings;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs a contest: one fork of each contestant a round, so that a disturbance of the machine falls
/// on all of them alike, every second round backwards.
///
/// JMH by itself would run all forks of one contestant, then all of the next.
final class Rounds {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    private final Request request;
    private final CommandLineOptions user;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<String> failures = new ArrayList<>();

    /// @param request what the user asked for; JMH options in it win over the defaults here
    /// @param folder where JMH's raw results and logs go
    /// @param progress told what is running
    Rounds(Request request, Path folder, Consumer<String> progress) {
        this.request = request;
        this.user = request.options();
        this.folder = folder;
        this.progress = progress;
    }

    int roundCount() {
        return user.getForkCount().orElse(request.quick() ? 1 : 2);
    }

    /// {@return what went wrong, a line for each fork that failed}
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Runs all rounds. A contestant that fails is left out, and named in `failures()`.
    Standings run(Contest contest) throws IOException {
        Files.createDirectories(folder);
        List<String> contestants = request.chosen(contest);
        Standings standings = new Standings();
        for (int round = 1; round <= roundCount(); round++) {
            for (String contestant : round % 2 == 1 ? contestants : contestants.reversed()) {
                progress.accept(String.format(Locale.ROOT, "%s: round %d of %d: %s",
                        contest.name(), round, roundCount(), contestant));
                runFork(contest, contestant, round, standings);
            }
        }
        return standings;
    }

    private void runFork(Contest contest, String contestant, int round, Standings standings) {
        String file = "round" + round + "-" + contestant;
        String method = contest.benchmark().getName() + "." + contestant;
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(user)
                .include("^" + Pattern.quote(method) + "$")
                .forks(1)
                .jvmArgsAppend(jvmArguments())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve(file + ".json").toString())
                .output(folder.resolve(file + ".log").toString());
        times(options);
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                record(contestant, result, standings);
            }
        } catch (RunnerException failure) {
            failures.add(String.format(Locale.ROOT, "failed: contestant=%s round=%d log=%s",
                    contestant, round, folder.resolve(file + ".log")));
        }
    }

    /// The same for all: memory enough for 10 million outstanding works of any peer, and the door
    /// that Agrona needs. What the user appends comes last, and wins.
    private String[] jvmArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms4g", "-Xmx8g", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"));
        arguments.addAll(user.getJvmArgsAppend().orElse(List.of()));
        return arguments.toArray(String[]::new);
    }

    private void times(ChainedOptionsBuilder options) {
        if (!user.getWarmupIterations().hasValue()) {
            options.warmupIterations(request.quick() ? 1 : 3);
        }
        if (!user.getWarmupTime().hasValue()) {
            options.warmupTime(TimeValue.milliseconds(request.quick() ? 300 : 1_000));
        }
        if (!user.getMeasurementIterations().hasValue()) {
            options.measurementIterations(request.quick() ? 1 : 3);
        }
        if (!user.getMeasurementTime().hasValue()) {
            options.measurementTime(TimeValue.milliseconds(request.quick() ? 300 : 1_000));
        }
    }

    private static void record(String contestant, RunResult result, Standings standings) {
        String variant = variant(result.getParams());
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            boolean sampled = result.getParams().getMode() == Mode.SampleTime;
            Result<?> primary = fork.getPrimaryResult();
            double score = sampled
                    ? primary.getStatistics().getPercentile(50)
                    : Score.median(iterations(fork.getIterationResults()));
            double tail = sampled ? primary.getStatistics().getPercentile(99) : Double.NaN;
            Result<?> bytes = fork.getSecondaryResults().get(BYTES_PER_OPERATION);
            standings.add(contestant, variant, new Standings.Fork(
                    primary.getScoreUnit(),
                    score,
                    tail,
                    bytes == null ? Double.NaN : bytes.getScore()));
        }
    }

    private static List<Double> iterations(Collection<IterationResult> iterations) {
        return iterations.stream().map(each -> each.getPrimaryResult().getScore()).toList();
    }

    private static String variant(BenchmarkParams parameters) {
        return parameters.getParamsKeys().stream()
                .map(key -> key + "=" + parameters.getParam(key))
                .collect(Collectors.joining(" "));
    }
}
