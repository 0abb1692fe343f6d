// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;

/// Starts a sample by its name: what `./run` calls.
public final class Main {
    private static final int WRONG_NAME = 2;

    private Main() {}

    /// Runs a sample, or lists them all.
    ///
    /// @param arguments the sample's name and its arguments; none: list the samples
    /// @throws Exception what the sample throws
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            list(System.out);
            return;
        }
        Optional<Samples.Sample> sample = Samples.find(arguments[0]);
        if (sample.isEmpty()) {
            System.err.println("no such sample: name=" + arguments[0]);
            list(System.err);
            System.exit(WRONG_NAME);
            return;
        }
        sample.get().entry().main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void list(PrintStream out) {
        for (Samples.Sample sample : Samples.all()) {
            out.printf("%-12s %s%n", sample.name(), sample.summary());
        }
    }
}
