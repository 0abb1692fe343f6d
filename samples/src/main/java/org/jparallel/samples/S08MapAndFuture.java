// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jparallel.Async;

/// Runs a function on each element of a list, and waits for a single result with a future.
///
/// The results of `map` come in the order of the elements, whatever the order in which they were
/// computed. A future is completed on the main thread, so what follows on it runs there as well.
///
/// Prints:
///
/// ```text
/// primes below 10000, 20000, ... 60000: [1229, 2262, 3245, 4203, 5133, 6057]
/// primes below 100000: 9592, on the main thread: true
/// ```
public final class S08MapAndFuture {
    private S08MapAndFuture() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open()) {
            List<Integer> limits =
                    IntStream.rangeClosed(1, 6).map(i -> i * 10_000).boxed().toList();
            List<Integer> counts = async.map(S08MapAndFuture::primesBelow, limits);
            System.out.println("primes below 10000, 20000, ... 60000: " + counts);

            CompletableFuture<String> text =
                    async.future(S08MapAndFuture::primesBelow, 100_000)
                            .thenApply(
                                    count ->
                                            count + ", on the main thread: "
                                                    + Async.isMainThread());
            async.run();
            System.out.println("primes below 100000: " + text.join());
        }
    }

    private static int primesBelow(int limit) {
        return (int) IntStream.range(2, limit).filter(S08MapAndFuture::isPrime).count();
    }

    private static boolean isPrime(int number) {
        return IntStream.iterate(2, i -> i * i <= number, i -> i + 1)
                .noneMatch(divisor -> number % divisor == 0);
    }
}
