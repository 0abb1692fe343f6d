// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.List;
import java.util.TreeMap;
import org.jparallel.Async;
import org.jparallel.protect.AssignmentException;
import org.jparallel.protect.ProtectedMap;

/// Contexts fill a map of the main thread: each sets slots of its own, and cannot overwrite what
/// another has stored.
///
/// Prints:
///
/// ```text
/// {alpha=5, beta=4, gamma=5, pi=2}
/// container=dict key=pi owner=context
/// pi is now 3.14
/// ```
public final class S20Containers {
    private S20Containers() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        List<String> words = List.of("alpha", "beta", "gamma", "pi");
        try (Async async = Async.open()) {
            ProtectedMap<String, Integer> lengths = async.dict();
            for (String word : words) {
                async.submitWork(() -> lengths.put(word, word.length()));
            }
            async.run();
            System.out.println(new TreeMap<>(lengths));

            async.submitWork(() -> lengths.put("pi", 3));
            try {
                async.run();
            } catch (AssignmentException refused) {
                String message = String.valueOf(refused.getMessage());
                System.out.println(message.replaceAll(".*: | ownerThread.*", ""));
            }
            lengths.put("pi", 314);
            System.out.println("pi is now " + lengths.get("pi") / 100.0);
        }
    }
}
