// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// All scores of one contest, gathered fork by fork.
public final class Standings {
    private final Map<Key, List<Fork>> forks = new LinkedHashMap<>();

    /// What one fork measured.
    ///
    /// @param unit of the score
    /// @param score the lower the better
    /// @param tail the 99th percentile of the samples, or NaN
    /// @param bytesPerOperation on the Java heap, or NaN
    public record Fork(String unit, double score, double tail, double bytesPerOperation) {}

    private record Key(String contestant, String variant) {}

    /// Adds what a fork of a contestant measured with a combination of parameters.
    public void add(String contestant, String variant, Fork fork) {
        forks.computeIfAbsent(new Key(contestant, variant), key -> new ArrayList<>()).add(fork);
    }

    /// {@return whether no fork was added}
    public boolean isEmpty() {
        return forks.isEmpty();
    }

    /// {@return the combinations of parameters, the small ones first}
    public Collection<String> variants() {
        TreeSet<String> variants = new TreeSet<>(Standings::shorterFirst);
        forks.keySet().forEach(key -> variants.add(key.variant));
        return variants;
    }

    /// {@return the scores of a combination of parameters, in the order of arrival}
    public List<Score> scores(String variant) {
        return forks.keySet().stream()
                .filter(key -> key.variant.equals(variant))
                .map(this::score)
                .toList();
    }

    /// {@return the score of one contestant with a combination of parameters}
    public Optional<Score> score(String contestant, String variant) {
        Key key = new Key(contestant, variant);
        return forks.containsKey(key) ? Optional.of(score(key)) : Optional.empty();
    }

    /// {@return the same scores, of those combinations of parameters alone that were chosen}
    public Standings only(Predicate<String> chosen) {
        Standings standings = new Standings();
        forks.forEach((key, measured) -> {
            if (chosen.test(key.variant)) {
                standings.forks.put(key, measured);
            }
        });
        return standings;
    }

    private Score score(Key key) {
        List<Fork> measured = forks.getOrDefault(key, List.of());
        return new Score(
                key.contestant,
                key.variant,
                measured.getFirst().unit,
                measured.stream().map(Fork::score).toList(),
                Score.median(measured.stream().map(Fork::tail).toList()),
                Score.median(measured.stream().map(Fork::bytesPerOperation).toList()));
    }

    private static int shorterFirst(String left, String right) {
        int order = Integer.compare(left.length(), right.length());
        return order != 0 ? order : left.compareTo(right);
    }
}
