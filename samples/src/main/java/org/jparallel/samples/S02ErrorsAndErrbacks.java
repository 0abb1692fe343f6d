// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.io.IOException;
import org.jparallel.Async;
import org.jparallel.xlist.XList;

/// Shows where failures go: to the work's errback, else out of `run`.
///
/// An errback takes what its work or its callback threw, in the same context. What no errback took,
/// `run` throws on the main thread: the very object, checked or not, one a call, first failed
/// first. Calling `run` again goes on.
///
/// Prints:
///
/// ```text
/// errback took: / by zero
/// errback took: callback: 5
/// run threw IOException: no such planet: Vulcan
/// run threw IOException: no such planet: Planet X
/// nothing is lost: Earth
/// ```
public final class S02ErrorsAndErrbacks {
    private S02ErrorsAndErrbacks() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<String> results = new XList<>();
                XList<String> failures = new XList<>()) {
            takeFailures(async, failures);
            for (String planet : new String[] {"Vulcan", "Planet X", "Earth"}) {
                async.submitWork(S02ErrorsAndErrbacks::visit, planet, results::push);
                runToTheEnd(async);
            }
            System.out.println("nothing is lost: " + results.pop());
        }
    }

    private static void takeFailures(Async async, XList<String> failures) {
        async.submitWork(
                divisor -> 10 / divisor,
                0,
                quotient -> failures.push("never called: " + quotient),
                failure -> failures.push(failure.getMessage()));
        async.run();
        async.submitWork(
                divisor -> 10 / divisor,
                2,
                quotient -> {
                    throw new IllegalStateException("callback: " + quotient);
                },
                failure -> failures.push(failure.getMessage()));
        async.run();
        failures.flush().forEach(text -> System.out.println("errback took: " + text));
    }

    private static void runToTheEnd(Async async) {
        boolean running = true;
        while (running) {
            try {
                async.run();
                running = false;
            } catch (Exception failure) {
                System.out.println(
                        "run threw "
                                + failure.getClass().getSimpleName()
                                + ": "
                                + failure.getMessage());
            }
        }
    }

    private static String visit(String planet) throws IOException {
        if (planet.equals("Earth")) {
            return planet;
        }
        throw new IOException("no such planet: " + planet);
    }
}
