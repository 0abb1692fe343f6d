// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/// What the user changes of a contest of servers.
///
/// @param contestants their names; empty for the standard ones
/// @param rounds in each of which every contestant starts afresh
/// @param seconds of each measurement
/// @param warmupSeconds of load after the start of a server
/// @param connections to measure with; empty for those of the contest
/// @param ratePerSecond where load comes at a constant rate; empty for a share of the maximum
record ServerOptions(
        List<String> contestants,
        int rounds,
        int seconds,
        int warmupSeconds,
        List<Integer> connections,
        OptionalInt ratePerSecond) {
    static final String USAGE = "[--contestants A,B] [--rounds N] [--seconds N] [--warmup N] "
            + "[--connections N,N] [--rate N]";

    private static final int LEAST_SECONDS = 2;

    ServerOptions {
        contestants = List.copyOf(contestants);
        connections = List.copyOf(connections);
    }

    static ServerOptions standard() {
        return new ServerOptions(List.of(), 5, 4, 6, List.of(), OptionalInt.empty());
    }

    /// Reads the options behind a contest's name.
    ///
    /// @throws IllegalArgumentException if they cannot be understood
    static ServerOptions parse(List<String> arguments) {
        ServerOptions options = standard();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!USAGE.contains("[" + option + " ")) {
                throw new IllegalArgumentException("option is not known: option=" + option
                        + " options=" + USAGE);
            }
            if (!words.hasNext()) {
                throw new IllegalArgumentException("option lacks its value: option=" + option);
            }
            options = options.with(option, words.next());
        }
        return options;
    }

    private ServerOptions with(String option, String value) {
        return switch (option) {
            case "--contestants" -> new ServerOptions(Arrays.asList(value.split(",", -1)),
                    rounds, seconds, warmupSeconds, connections, ratePerSecond);
            case "--rounds" -> new ServerOptions(contestants, number(option, value, 1),
                    seconds, warmupSeconds, connections, ratePerSecond);
            case "--seconds" -> new ServerOptions(contestants, rounds,
                    number(option, value, LEAST_SECONDS),
                    warmupSeconds, connections, ratePerSecond);
            case "--warmup" -> new ServerOptions(contestants, rounds, seconds,
                    number(option, value, LEAST_SECONDS), connections, ratePerSecond);
            case "--connections" -> new ServerOptions(contestants, rounds, seconds, warmupSeconds,
                    numbers(option, value), ratePerSecond);
            default -> new ServerOptions(contestants, rounds, seconds, warmupSeconds, connections,
                    OptionalInt.of(number(option, value, 1)));
        };
    }

    /// {@return the contestants that were asked for}
    ///
    /// @throws IllegalArgumentException if there is none of a name
    List<Contestant> chosen(List<Contestant> all) {
        if (contestants.isEmpty()) {
            return all.stream().filter(Contestant::isStandard).toList();
        }
        List<Contestant> chosen = new ArrayList<>();
        for (String name : contestants) {
            chosen.add(all.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no contestant of this name: name=" + name
                                    + " contestants=" + names(all))));
        }
        return chosen;
    }

    /// {@return the connections that were asked for, or those of the contest}
    List<Integer> connectionsOr(Integer... standard) {
        return connections.isEmpty() ? List.of(standard) : connections;
    }

    private static List<String> names(List<Contestant> contestants) {
        return contestants.stream().map(Contestant::name).toList();
    }

    private static List<Integer> numbers(String option, String value) {
        return Arrays.stream(value.split(",", -1)).map(each -> number(option, each, 1)).toList();
    }

    private static int number(String option, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "option is no number: option=" + option + " value=" + value, notANumber);
        }
        throw new IllegalArgumentException("option is too small: option=" + option
                + " value=" + value + " least=" + least);
    }
}
