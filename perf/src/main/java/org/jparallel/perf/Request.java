// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/// A command line: `NAME [CONTESTANT…] [--quick] [JMH options]`.
///
/// @param name of the contest
/// @param contestants patterns, found anywhere in a contestant's name; empty for all
/// @param quick whether a rough look is enough
/// @param options what is left for JMH
record Request(
        String name, List<String> contestants, boolean quick, CommandLineOptions options) {

    Request {
        contestants = List.copyOf(contestants);
    }

    /// Reads a command line.
    ///
    /// @throws IllegalArgumentException if it cannot be understood
    static Request parse(List<String> arguments) {
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        boolean quick = rest.removeIf("--quick"::equals);
        List<String> contestants = new ArrayList<>();
        while (!rest.isEmpty() && !rest.getFirst().startsWith("-")) {
            contestants.add(pattern(rest.removeFirst()));
        }
        return new Request(arguments.getFirst(), contestants, quick, options(rest));
    }

    /// {@return the contestants that were asked for}
    List<String> chosen(Contest contest) {
        List<Pattern> patterns = contestants.stream().map(Pattern::compile).toList();
        return contest.contestants().stream()
                .filter(name -> patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> pattern.matcher(name).find()))
                .toList();
    }

    private static String pattern(String contestant) {
        try {
            return Pattern.compile(contestant).pattern();
        } catch (PatternSyntaxException syntax) {
            throw new IllegalArgumentException(
                    "contestant is no pattern: contestant=" + contestant, syntax);
        }
    }

    private static CommandLineOptions options(List<String> rest) {
        CommandLineOptions options;
        try {
            options = new CommandLineOptions(rest.toArray(String[]::new));
        } catch (CommandLineOptionException unknown) {
            throw new IllegalArgumentException(
                    "option is not known to JMH: " + unknown.getMessage(), unknown);
        }
        if (!options.getIncludes().isEmpty()) {
            throw new IllegalArgumentException(
                    "contestant comes after an option: contestant="
                            + String.join(",", options.getIncludes()));
        }
        return options;
    }
}
