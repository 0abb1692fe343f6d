// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import java.time.Duration;

/// `./run stress [SECONDS [SEED]]`: the storm for as long as wanted.
public final class Main {
    private static final int STANDARD_SECONDS = 600;

    private Main() {}

    /// Runs it.
    ///
    /// @param arguments the seconds and the seed, both optional
    public static void main(String[] arguments) {
        int seconds = STANDARD_SECONDS;
        long seed = System.nanoTime();
        try {
            seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : seconds;
            seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : seed;
        } catch (NumberFormatException _) {
            System.err.println("not a number: arguments=" + String.join(" ", arguments));
            System.err.println("usage: ./run stress [SECONDS [SEED]]");
            System.exit(2);
        }
        System.out.println("storm: seconds=" + seconds + " seed=" + seed);
        System.out.println(new Storm(seed).rage(Duration.ofSeconds(seconds)));
    }
}
