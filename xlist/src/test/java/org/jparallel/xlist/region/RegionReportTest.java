// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jparallel.arena.MemoryBudget;
import org.jparallel.xlist.XList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is said of memory that nobody closed, and of which there is nothing to say.
@DisplayName("A region that is forgotten")
final class RegionReportTest {
    private static final long HANG_NANOS = Duration.ofSeconds(60).toNanos();

    private final MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
    private final Logger logger = Logger.getLogger("org.jparallel.xlist");
    private final List<LogRecord> reports = new CopyOnWriteArrayList<>();
    private final Handler handler = new Collector(reports);

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private void collectUntilFreed() {
        long start = System.nanoTime();
        while (budget.usedBytes() != 0) {
            assertThat(System.nanoTime() - start).as("never freed").isLessThan(HANG_NANOS);
            System.gc();
            Thread.onSpinWait();
        }
    }

    private void forgetRegion() {
        assertThat(Region.resizable(10, 100, budget).byteSize()).isEqualTo(10);
    }

    private void forgetShared() {
        assertThat(SharedRegion.allocate(200, budget).byteSize()).isEqualTo(200);
    }

    private void assertReported(String message) {
        assertThat(reports).hasSize(1);
        LogRecord report = reports.getFirst();
        assertThat(report.getLevel()).isEqualTo(Level.WARNING);
        assertThat(report.getMessage()).isEqualTo(message);
        assertThat(report.getThrown())
                .hasMessage("made here")
                .hasStackTraceContaining(RegionReportTest.class.getName());
    }

    @Nested
    class WithTheDebugSwitch {
        @BeforeEach
        void switchOn() {
            System.setProperty("jparallel.debug", "true");
        }

        @AfterEach
        void switchOff() {
            System.clearProperty("jparallel.debug");
        }

        @Test
        void isReportedWithItsCapacityAndWhereItWasAllocated() {
            forgetRegion();
            collectUntilFreed();
            assertReported("region was never closed: byteCount=100");
        }

        @Test
        void isReportedIfItIsAHandleOfASharedOne() {
            forgetShared();
            collectUntilFreed();
            assertReported("shared region was never closed: byteCount=200");
        }

        @Test
        void isReportedIfItWasTakenOutOfAMessage() {
            try (XList<Region> list = new XList<>()) {
                try (Region region = Region.allocate(300, 16, budget)) {
                    list.transfer(region, region);
                }
                assertThat(list.pop().byteSize()).isEqualTo(300);
            }
            collectUntilFreed();
            assertReported("region was never closed: byteCount=300");
        }

        @Test
        void isNotReportedIfItWasClosed() {
            Region.allocate(100, 16, budget).close();
            SharedRegion.allocate(100, budget).close();
            forgetRegion();
            collectUntilFreed();
            assertReported("region was never closed: byteCount=100");
        }

        @Test
        void isNotReportedIfItsMessageWasDropped() {
            try (XList<Region> list = new XList<>();
                    Region region = Region.allocate(300, 16, budget)) {
                list.transfer(region, region);
            }
            assertThat(budget.usedBytes()).isZero();
            forgetShared();
            collectUntilFreed();
            assertReported("shared region was never closed: byteCount=200");
        }
    }

    @Nested
    class WithoutIt {
        @Test
        void isFreedQuietly() {
            forgetRegion();
            forgetShared();
            collectUntilFreed();
            assertThat(reports).isEmpty();
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
