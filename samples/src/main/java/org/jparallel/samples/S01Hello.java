// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.List;
import org.jparallel.Async;
import org.jparallel.xlist.XList;

/// Submits work with an argument and takes the results home through an xlist.
///
/// The thread that opens the runtime is its main thread. Each work runs in a parallel context of
/// its own; its callback runs there too, right after it. The order in which contexts end is open,
/// so the results are sorted.
///
/// Prints:
///
/// ```text
/// hello, Ada, from a context
/// hello, Barbara, from a context
/// hello, Grace, from a context
/// 3 greetings on the main thread
/// ```
public final class S01Hello {
    private S01Hello() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<String> greetings = new XList<>()) {
            for (String name : List.of("Ada", "Grace", "Barbara")) {
                async.submitWork(S01Hello::greet, name, greetings::push);
            }
            async.run();
            List<String> all = greetings.flush();
            all.stream().sorted().forEach(System.out::println);
            System.out.println(all.size() + " greetings on the " + role() + " thread");
        }
    }

    private static String greet(String name) {
        return "hello, " + name + ", from a " + (Async.isParallelThread() ? "context" : "thread");
    }

    private static String role() {
        return Async.isMainThread() ? "main" : "parallel";
    }
}
