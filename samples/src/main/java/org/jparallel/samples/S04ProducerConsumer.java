// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import org.jparallel.Async;
import org.jparallel.xlist.LongXList;
import org.jparallel.xlist.XList;

/// Feeds a queue from contexts and consumes it in contexts, until it is finished and drained.
///
/// The queue holds four orders at most: a producer that is faster than the consumers waits, and its
/// core works for others meanwhile. An order that fails reaches the errback and takes no other with
/// it.
///
/// Prints:
///
/// ```text
/// consumed 999 orders worth 500459
/// failed: Order[number=41, cents=41]: no more paper
/// ```
public final class S04ProducerConsumer {
    private S04ProducerConsumer() {}

    /// What travels. Records are cloned field by field.
    ///
    /// @param number which
    /// @param cents its worth
    public record Order(int number, int cents) {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<Order> orders = XList.bounded(4);
                LongXList worths = new LongXList();
                XList<String> failures = new XList<>()) {
            async.submitQueue(
                    orders,
                    2,
                    order -> worths.push(print(order)),
                    (order, failure) -> failures.push(order + ": " + failure.getMessage()));
            async.submitWork(() -> produce(orders));
            async.run();
            long count = worths.size();
            System.out.println(
                    "consumed " + count + " orders worth " + worths.stream().sum());
            failures.flush().forEach(text -> System.out.println("failed: " + text));
        }
    }

    private static void produce(XList<Order> orders) {
        try {
            for (int number = 1; number <= 1_000; number++) {
                orders.push(new Order(number, number));
            }
        } finally {
            orders.finish();
        }
    }

    private static long print(Order order) {
        if (order.number() == 41) {
            throw new IllegalStateException("no more paper");
        }
        return order.cents();
    }
}
