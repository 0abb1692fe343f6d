// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jparallel.Async;
import org.jparallel.protect.Event;
import org.jparallel.protect.ProtectedValue;

/// Moves money between accounts that contexts lock, and waits for several events at a time.
///
/// A critical section has two objects to itself, in whatever order they are named: no deadlock. A
/// lock of one object is taken by `try`. The event of an object is signalled by its name, and
/// several are waited for at once.
///
/// Prints:
///
/// ```text
/// 1000 transfers, the sum is 300
/// both auditors are through
/// the bank closes
/// ```
public final class S21Locks {
    private static final int TRANSFER_COUNT = 1_000;

    private S21Locks() {}

    private static final class Account {
        private long balance = 100;
    }

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open()) {
            List<ProtectedValue<Account>> accounts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                accounts.add(async.protect(new Account()));
            }
            for (int i = 0; i < TRANSFER_COUNT; i++) {
                async.submitWork(S21Locks::transfer, new Order(async, accounts, i));
            }
            async.run();
            System.out.println(TRANSFER_COUNT + " transfers, the sum is " + sum(accounts));

            Event first = new Event();
            Event second = new Event();
            async.submitWork(first::signal);
            async.submitWork(second::signal);
            Event.waitAll(first, second);
            System.out.println("both auditors are through");

            ProtectedValue<Account> closing = accounts.getFirst();
            closing.prewait();
            async.submitWork(closing::signal);
            if (Event.waitAny(first, closing) == closing) {
                System.out.println("the bank closes");
            }
            async.run();
        }
    }

    private record Order(Async async, List<ProtectedValue<Account>> accounts, int number) {}

    private static boolean transfer(Order order) {
        SplittableRandom random = new SplittableRandom(order.number);
        ProtectedValue<Account> from = order.accounts.get(random.nextInt(3));
        ProtectedValue<Account> to = order.accounts.get(random.nextInt(3));
        order.async.criticalSection(
                from,
                to,
                () -> {
                    from.value().balance -= 10;
                    to.value().balance += 10;
                });
        return true;
    }

    private static long sum(List<ProtectedValue<Account>> accounts) {
        long sum = 0;
        for (ProtectedValue<Account> account : accounts) {
            try (var _ = account.readLock()) {
                sum += account.value().balance;
            }
        }
        return sum;
    }
}
