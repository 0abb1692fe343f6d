// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import org.jparallel.Async;
import org.jparallel.protect.Event;
import org.jparallel.protect.Published;

/// Replaces what contexts read, without locks: an old version is freed when the last context that
/// could see it has ended. Then stops all contexts for a moment.
///
/// Prints:
///
/// ```text
/// a context reads the price of monday: 3
/// old versions that wait: 1
/// a context reads the price of tuesday: 4
/// the context that began on monday still has its price: 3
/// nobody reads the price of monday any more
/// all contexts stand still
/// nobody reads the price of tuesday any more
/// ```
public final class S22Published {
    private S22Published() {}

    /// What is replaced as a whole.
    private record Price(String day, int amount) implements AutoCloseable {
        /// Called by the main thread; off-heap memory would be freed here.
        @Override
        public void close() {
            System.out.println("nobody reads the price of " + day + " any more");
        }
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open()) {
            Published<Price> price = async.publish(new Price("monday", 3));
            Event reading = new Event();
            Event closing = new Event();
            async.submitWork(() -> {
                Price mine = read(price);
                reading.signal();
                closing.await();
                System.out.println("the context that began on " + mine.day()
                        + " still has its price: " + mine.amount());
            });
            reading.await();

            price.replace(new Price("tuesday", 4));
            System.out.println("old versions that wait: " + price.statistics().waitingCount());
            async.submitWork(() -> {
                read(price);
                closing.signal();
            });
            async.run();

            async.stopTheWorld(() -> System.out.println("all contexts stand still"));
        }
    }

    private static Price read(Published<Price> published) {
        Price price = published.read();
        System.out.println("a context reads the price of " + price.day() + ": " + price.amount());
        return price;
    }
}
