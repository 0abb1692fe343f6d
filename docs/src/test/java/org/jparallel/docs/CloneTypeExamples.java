// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.util.Currency;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;

/// The code of `docs/clone.md` on classes of a user.
final class CloneTypeExamples {
    private CloneTypeExamples() {}

    static final class Money {
        private final long cents;
        private final Currency currency;

        Money(long cents, Currency currency) {
            this.cents = cents;
            this.currency = currency;
        }

        long cents() {
            return cents;
        }

        Currency currency() {
            return currency;
        }
    }

    static final class MoneyType implements CloneType<Money> {
        @Override
        public Class<Money> type() {
            return Money.class;
        }

        @Override
        public void write(Money money, CloneSink sink) {
            sink.putLong(money.cents());
            sink.putValue(money.currency());
        }

        @Override
        public Money read(CloneSource source) {
            return new Money(source.takeLong(), source.takeValue(Currency.class));
        }
    }

    static void register() {
        StructuredClone.register(new MoneyType());
    }
}
