// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jparallel.arena.MemoryBudget;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ListLifeTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);

    private void collectUntil(long usedBytes) {
        long start = System.nanoTime();
        while (budget.usedBytes() != usedBytes) {
            assertThat(System.nanoTime() - start).as("never freed").isLessThan(HANG_NANOS);
            System.gc();
            Thread.onSpinWait();
        }
    }

    @Nested
    class Forgotten {
        @Test
        void listGivesItsMemoryBack() {
            forget();
            collectUntil(0);
        }

        @Test
        void iteratorLetsTheDrainedChunksGo() {
            try (LongXList kept = new LongXList(budget);
                    XList<String> list = new XList<>(budget)) {
                kept.push(1);
                long least = budget.usedBytes();
                for (int i = 0; i < 10_000; i++) {
                    list.push("element " + i);
                }
                startIteration(list);
                list.finish();
                assertThat(list.flush()).hasSize(10_000);
                assertThat(list.poll("none")).isEqualTo("none");
                collectUntil(least);
            }
        }

        @Test
        void listIsReportedWithWhereItWasMadeWhenTheDebugSwitchIsOn() {
            List<LogRecord> reports = new CopyOnWriteArrayList<>();
            Logger logger = Logger.getLogger("org.jparallel.xlist");
            Handler handler = new Collector(reports);
            logger.setUseParentHandlers(false);
            logger.addHandler(handler);
            System.setProperty("jparallel.debug", "true");
            try {
                forget();
                collectUntil(0);
            } finally {
                System.clearProperty("jparallel.debug");
                logger.removeHandler(handler);
                logger.setUseParentHandlers(true);
            }
            assertThat(reports).hasSize(1);
            assertThat(reports.getFirst().getMessage())
                    .isEqualTo(
                            "xlist was never closed: elementCount=1 byteCount=4096 chunkCount=1");
            assertThat(reports.getFirst().getThrown())
                    .hasStackTraceContaining(ListLifeTest.class.getName());
        }

        @Test
        void listIsFreedQuietlyWhenTheDebugSwitchIsOff() {
            List<LogRecord> reports = new CopyOnWriteArrayList<>();
            Logger logger = Logger.getLogger("org.jparallel.xlist");
            Handler handler = new Collector(reports);
            logger.addHandler(handler);
            try {
                forget();
                collectUntil(0);
            } finally {
                logger.removeHandler(handler);
            }
            assertThat(reports).isEmpty();
        }

        private void forget() {
            LongXList list = new LongXList(budget);
            list.push(1);
            assertThat(budget.usedBytes()).isPositive();
        }

        private static void startIteration(XList<String> list) {
            Iterator<String> iterator = list.iterator();
            assertThat(iterator.next()).isEqualTo("element 0");
        }
    }

    private static final class Collector extends Handler {
        private final List<LogRecord> records;

        Collector(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
