// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// All scores of one contest, gathered fork by fork.
final class Standings {
    private final Map<Key, List<Fork>> forks = new LinkedHashMap<>();

    /// What one fork measured.
    record Fork(String unit, double score, double tail, double bytesPerOperation) {}

    private record Key(String contestant, String variant) {}

    void add(String contestant, String variant, Fork fork) {
        forks.computeIfAbsent(new Key(contestant, variant), key -> new ArrayList<>()).add(fork);
    }

    boolean isEmpty() {
        return forks.isEmpty();
    }

    /// {@return the combinations of parameters, the small ones first}
    Collection<String> variants() {
        TreeSet<String> variants = new TreeSet<>(Standings::shorterFirst);
        forks.keySet().forEach(key -> variants.add(key.variant));
        return variants;
    }

    /// {@return the scores of a combination of parameters, in the order of arrival}
    List<Score> scores(String variant) {
        return forks.keySet().stream()
                .filter(key -> key.variant.equals(variant))
                .map(this::score)
                .toList();
    }

    Optional<Score> score(String contestant, String variant) {
        Key key = new Key(contestant, variant);
        return forks.containsKey(key) ? Optional.of(score(key)) : Optional.empty();
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
