// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jparallel.xlist.LongXList;
import org.jparallel.xlist.XList;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Ours.
public final class XListChannels {
    private XListChannels() {}

    /// Longs without boxing.
    @State(Scope.Thread)
    public static class Longs implements Channel {
        private final LongXList list = new LongXList();
        private final LongConsumer sink = this::take;
        private long sum;

        /// Frees the list.
        @TearDown
        public void close() {
            list.close();
        }

        @Override
        public void push(long number) {
            list.push(number);
        }

        @Override
        public int drain(int limitCount) {
            return (int) list.drain(sink, limitCount);
        }

        private void take(long number) {
            sum += number;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// Longs as objects, cloned.
    @State(Scope.Thread)
    public static class BoxedLongs implements Channel {
        private final XList<Long> list = new XList<>();
        private final List<Long> batch = new ArrayList<>();
        private long sum;

        /// Frees the list.
        @TearDown
        public void close() {
            list.close();
        }

        @Override
        public void push(long number) {
            list.push(number);
        }

        @Override
        public int drain(int limitCount) {
            int batchCount = list.drainTo(batch, limitCount);
            for (Long number : batch) {
                sum += number;
            }
            batch.clear();
            return batchCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /// Strings, cloned.
    @State(Scope.Thread)
    public static class Strings implements Channel {
        private final XList<String> list = new XList<>();
        private final List<String> batch = new ArrayList<>();
        private long sum;

        /// Frees the list.
        @TearDown
        public void close() {
            list.close();
        }

        @Override
        public void push(long number) {
            list.push(Texts.text(number));
        }

        @Override
        public int drain(int limitCount) {
            int batchCount = list.drainTo(batch, limitCount);
            for (String text : batch) {
                sum += Texts.check(text);
            }
            batch.clear();
            return batchCount;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
