// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one of ours must reach, alone or against peers of the same run.
public sealed interface Goal {
    /// What is counted as nothing: JMH's own threads allocate a little.
    double NOTHING_BYTES = 0.5;

    /// {@return one verdict for each combination of parameters that the goal speaks of}
    List<Verdict> judge(Standings standings);

    /// Whether a goal was reached.
    ///
    /// @param reached whether it was
    /// @param text the goal, what was measured, and what is missing
    record Verdict(boolean reached, String text) {}

    /// Ours takes at most `1 / factor` of the time of the fastest of some peers.
    ///
    /// @param ours our contestant
    /// @param factor how many times as fast
    /// @param peers the fastest of them counts
    record Faster(String ours, double factor, List<String> peers) implements Goal {
        public Faster {
            peers = List.copyOf(peers);
        }

        @Override
        public List<Verdict> judge(Standings standings) {
            return pairs(standings, ours, peers, pair -> {
                double ratio = pair.peer.median() / pair.ours.median();
                String goal = "at least " + number(factor) + " x as fast as ";
                return verdict(pair, goal, ratio, ratio / factor);
            });
        }
    }

    /// Ours takes at most `factor` times the time of the fastest of some peers.
    ///
    /// @param ours our contestant
    /// @param factor how many times as long
    /// @param peers the fastest of them counts
    record AtMost(String ours, double factor, List<String> peers) implements Goal {
        public AtMost {
            peers = List.copyOf(peers);
        }

        @Override
        public List<Verdict> judge(Standings standings) {
            return pairs(standings, ours, peers, pair -> {
                double ratio = pair.ours.median() / pair.peer.median();
                String goal = "at most " + number(factor) + " x the time of ";
                return verdict(pair, goal, ratio, factor / ratio);
            });
        }
    }

    /// Ours takes at most as much as a peer and a surplus.
    ///
    /// @param ours our contestant
    /// @param surplus in the unit of the scores
    /// @param peer the other
    record AtMostMore(String ours, double surplus, String peer) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            return pairs(standings, ours, List.of(peer), pair -> {
                double more = pair.ours.median() - pair.peer.median();
                return new Verdict(more <= surplus, String.format(Locale.ROOT,
                        "%s: at most %s %s more than %s: %s and %s",
                        label(pair.ours), number(surplus), pair.ours.unit(),
                        pair.peer.contestant(), figure(pair.ours.median()),
                        figure(pair.peer.median())));
            });
        }
    }

    /// Ours takes at most so much, whatever the value of its parameter.
    ///
    /// @param ours our contestant
    /// @param limit in the unit of the scores
    record Within(String ours, double limit) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            List<Verdict> verdicts = new ArrayList<>();
            for (String variant : standings.variants()) {
                standings.score(ours, variant).ifPresent(score -> verdicts.add(new Verdict(
                        score.median() <= limit,
                        String.format(Locale.ROOT, "%s: at most %s %s: %.0f",
                                label(score), number(limit), score.unit(), score.median()))));
            }
            return verdicts;
        }
    }

    /// Ours allocates at most `factor` times what a peer allocates on the Java heap.
    ///
    /// @param ours our contestant
    /// @param factor the share
    /// @param peer the other
    record FewerBytes(String ours, double factor, String peer) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            return pairs(standings, ours, List.of(peer), pair -> {
                double ratio = pair.ours.bytesPerOperation() / pair.peer.bytesPerOperation();
                String goal = "at most " + number(factor) + " x the bytes of ";
                return verdict(pair, goal, ratio, factor / ratio);
            });
        }
    }

    /// Ours leaves at most `factor` times the garbage of a peer: what it allocates on the Java heap
    /// beyond what the result itself takes.
    ///
    /// @param ours our contestant
    /// @param factor the share
    /// @param peer the other
    /// @param result the contestant that allocates the result and nothing else
    record LessGarbage(String ours, double factor, String peer, String result) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            return pairs(standings, ours, List.of(peer), pair -> {
                double resultBytes = standings.score(result, pair.ours.variant())
                        .map(Score::bytesPerOperation)
                        .orElse(0.0);
                double own = Math.max(0, pair.ours.bytesPerOperation() - resultBytes);
                double other = Math.max(0, pair.peer.bytesPerOperation() - resultBytes);
                return new Verdict(own <= factor * other, String.format(Locale.ROOT,
                        "%s: at most %s x the garbage of %s: %.0f and %.0f B beyond the %.0f B"
                                + " of %s",
                        label(pair.ours), number(factor), pair.peer.contestant(),
                        own, other, resultBytes, result));
            });
        }
    }

    /// Ours allocates nothing on the Java heap.
    ///
    /// @param ours our contestant
    record NoBytes(String ours) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            List<Verdict> verdicts = new ArrayList<>();
            for (String variant : standings.variants()) {
                standings.score(ours, variant).ifPresent(score -> verdicts.add(new Verdict(
                        score.bytesPerOperation() < NOTHING_BYTES,
                        String.format(Locale.ROOT, "%s: 0 B/op: %.2f B/op",
                                label(score), score.bytesPerOperation()))));
            }
            return verdicts;
        }
    }

    /// Ours takes the same time whatever the value of its parameter.
    ///
    /// @param ours our contestant
    /// @param tolerance how far a value may lie from the middle of the lowest and the highest
    record Flat(String ours, double tolerance) implements Goal {
        @Override
        public List<Verdict> judge(Standings standings) {
            List<Score> scores = standings.variants().stream()
                    .flatMap(variant -> standings.score(ours, variant).stream())
                    .toList();
            if (scores.size() < 2) {
                return List.of();
            }
            Comparator<Score> byMedian = Comparator.comparingDouble(Score::median);
            double lowest = scores.stream().min(byMedian).orElseThrow().median();
            double highest = scores.stream().max(byMedian).orElseThrow().median();
            double deviation = (highest - lowest) / (highest + lowest);
            String text = String.format(Locale.ROOT,
                    "%s: flat within ±%.0f %%: ±%.0f %%, %.1f to %.1f %s",
                    ours, tolerance * 100, deviation * 100,
                    lowest, highest, scores.getFirst().unit());
            return List.of(new Verdict(deviation <= tolerance, text));
        }
    }

    /// One of ours and the fastest of the peers it is held against.
    record Pair(Score ours, Score peer) {}

    /// Judges a pair.
    interface Judge {
        /// {@return the verdict}
        Verdict judge(Pair pair);
    }

    private static List<Verdict> pairs(
            Standings standings, String ours, List<String> peers, Judge judge) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String variant : standings.variants()) {
            Optional<Score> fastest = peers.stream()
                    .flatMap(peer -> standings.score(peer, variant).stream())
                    .min(Comparator.comparingDouble(Score::median));
            Optional<Score> own = standings.score(ours, variant);
            if (own.isPresent() && fastest.isPresent()) {
                verdicts.add(judge.judge(new Pair(own.get(), fastest.get())));
            }
        }
        return verdicts;
    }

    /// @param share 1 where the goal is just reached, below it the part that was reached
    private static Verdict verdict(
            Pair pair, String goal, double ratio, double share) {
        boolean reached = share >= 1;
        String measured = String.format(Locale.ROOT, "%s: %s%s: %.2f x",
                label(pair.ours), goal, pair.peer.contestant(), ratio);
        String missing = reached
                ? ""
                : String.format(Locale.ROOT, ", short by %.0f %%", (1 - share) * 100);
        return new Verdict(reached, measured + missing);
    }

    private static String label(Score score) {
        return score.variant().isEmpty()
                ? score.contestant()
                : score.contestant() + " " + score.variant();
    }

    /// {@return what was measured, with decimals where they matter}
    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
