// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jparallel.context.Blocking;
import org.jparallel.protect.Event;
import org.jparallel.protect.Published;
import org.jparallel.protect.PublishedStatistics;
import org.jparallel.protect.TooManyVersionsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncPublishTest {
    private final List<String> freed = Collections.synchronizedList(new ArrayList<>());
    private final Version first = new Version("first");
    private final Version second = new Version("second");
    private final Version third = new Version("third");
    private Async async;
    private Published<Version> published;

    private final class Version implements AutoCloseable {
        private final String name;

        private Version(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            assertThat(Async.isMainThread()).isTrue();
            freed.add(name);
        }
    }

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2).withWaitingVersions(2));
        published = async.publish(first);
    }

    @AfterEach
    void close() {
        async.close();
    }

    /// Serves until that many versions were freed.
    private void serveUntilFreed(int count) {
        Blocking.await(() -> freed.size() >= count, Blocking.FOREVER);
    }

    @Nested
    class AVersion {
        @Test
        void isReadByTheMainThreadAndByContexts() {
            List<Version> seen = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(() -> seen.add(published.read()));
            async.run();
            assertThat(seen).containsExactly(first);
            assertThat(published.read()).isSameAs(first);
        }

        @Test
        void isReplacedForContextsThatStartLater() {
            published.replace(second);
            List<Version> seen = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(() -> seen.add(published.read()));
            async.run();
            assertThat(seen).containsExactly(second);
        }

        @Test
        void isNotReplacedByNothingOrByItself() {
            assertThatThrownBy(() -> published.replace(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("next");
            assertThatThrownBy(() -> published.replace(second, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("nextMemory");
            assertThatThrownBy(() -> published.replace(first))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("version is the present one");
            assertThatThrownBy(() -> published.replace(second, second, -1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("negative size: byteCount=-1");
            assertThat(published.read()).isSameAs(first);
            assertThat(freed).isEmpty();
        }

        @Test
        void isNotPublishedWithoutAValue() {
            assertThatThrownBy(() -> async.publish(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("value");
            assertThatThrownBy(() -> async.publish(second, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("memory");
        }
    }

    @Nested
    class AnOldVersion {
        @Test
        void isFreedAtOnceIfNoContextRuns() {
            published.replace(second);
            assertThat(freed).containsExactly("first");
            assertThat(published.statistics()).isEqualTo(new PublishedStatistics(1, 1, 0, 0));
        }

        @Test
        void isFreedWhenRunReturns() {
            CountDownLatch reading = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        published.read();
                        reading.countDown();
                        async.callFromMainThreadAndWait(() -> freed.add("still running"));
                    });
            Waits.until(() -> reading.getCount() == 0);
            published.replace(second);
            assertThat(freed).isEmpty();
            async.run();
            assertThat(freed).containsExactly("still running", "first");
        }

        @Test
        void waitsForAContextThatWaits() {
            Event event = new Event();
            CountDownLatch reading = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        Version version = published.read();
                        reading.countDown();
                        event.await();
                        freed.add("used " + version.name);
                    });
            Waits.until(() -> reading.getCount() == 0);
            published.replace(second, second, 100);
            published.replace(third, third, 10);
            assertThat(published.statistics()).isEqualTo(new PublishedStatistics(2, 0, 2, 100));
            event.signal();
            serveUntilFreed(3);
            assertThat(freed).containsExactly("used first", "first", "second");
            assertThat(published.statistics()).isEqualTo(new PublishedStatistics(2, 2, 0, 0));
        }

        @Test
        void doesNotWaitForAContextThatStartedLater() {
            Event endOfFirst = new Event();
            Event endOfSecond = new Event();
            CountDownLatch reading = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        published.read();
                        reading.countDown();
                        endOfFirst.await();
                    });
            Waits.until(() -> reading.getCount() == 0);
            published.replace(second);
            CountDownLatch readingToo = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        published.read();
                        readingToo.countDown();
                        endOfSecond.await();
                    });
            Waits.until(() -> readingToo.getCount() == 0);
            endOfFirst.signal();
            serveUntilFreed(1);
            assertThat(freed).containsExactly("first");
            assertThat(async.activeContexts()).isEqualTo(1);
            endOfSecond.signal();
            async.run();
        }

        @Test
        void doesNotWaitForAConsumerThatWaitsForItsNextItem() {
            ListSource<String> queue = new ListSource<>();
            CountDownLatch consumed = new CountDownLatch(1);
            async.submitQueue(
                    queue,
                    1,
                    item -> {
                        published.read();
                        consumed.countDown();
                    });
            queue.push("item");
            Waits.until(() -> consumed.getCount() == 0);
            published.replace(second);
            serveUntilFreed(1);
            assertThat(async.activeContexts()).isEqualTo(1);
            queue.finish();
            async.run();
        }

        @Test
        void isAnArenaThatIsClosed() {
            Arena arena = Arena.ofShared();
            Published<MemorySegment> table = async.publish(arena.allocate(8), arena);
            MemorySegment stale = table.read();
            table.replace(Arena.global().allocate(8), () -> freed.add("global"));
            assertThat(arena.scope().isAlive()).isFalse();
            assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_LONG, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Already closed");
            table.close();
            assertThat(freed).containsExactly("global");
        }

        @Test
        void thatCannotBeFreedIsAFailureOfRun() {
            published.replace(
                    second,
                    () -> {
                        throw new IOException("does not close");
                    });
            published.replace(third);
            assertThatThrownBy(async::run)
                    .isInstanceOf(IOException.class)
                    .hasMessage("does not close");
            assertThat(published.read()).isSameAs(third);
        }
    }

    @Nested
    class WithAsManyOldVersionsAsMayWait {
        private final Event event = new Event();

        @BeforeEach
        void holdOn() {
            CountDownLatch reading = new CountDownLatch(1);
            async.submitWork(
                    () -> {
                        published.read();
                        reading.countDown();
                        event.await();
                    });
            Waits.until(() -> reading.getCount() == 0);
            published.replace(second);
            published.replace(third);
        }

        @Test
        void replacingIsRefused() {
            Version fourth = new Version("fourth");
            assertThatThrownBy(() -> published.replace(fourth))
                    .isInstanceOf(TooManyVersionsException.class)
                    .hasMessage(
                            "too many old versions are still read: waitingCount=2 limitCount=2"
                                    + " timeoutMillis=1000");
            assertThat(published.read()).isSameAs(third);
            assertThat(freed).isEmpty();
            event.signal();
            async.run();
            assertThat(freed).containsExactly("first", "second");
        }

        @Test
        void replacingWaitsAndServes() {
            Version fourth = new Version("fourth");
            async.submitWork(() -> async.callFromMainThread(event::signal));
            published.replace(fourth);
            assertThat(published.read()).isSameAs(fourth);
            assertThat(freed).startsWith("first", "second");
            async.run();
            assertThat(freed).containsExactly("first", "second", "third");
        }
    }

    @Nested
    class Closed {
        @Test
        void frees() {
            published.close();
            published.close();
            assertThat(freed).containsExactly("first");
        }

        @Test
        void refusesEverything() {
            published.close();
            assertThatThrownBy(published::read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("published is closed");
            assertThatThrownBy(() -> published.replace(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("published is closed");
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            async.submitWork(() -> thrown.add(catchThrowable(published::read)));
            async.run();
            assertThat(thrown.getFirst()).hasMessage("published is closed");
        }

        @Test
        void withItsRuntime() {
            Published<Version> other = async.publish(second);
            other.replace(third);
            async.close();
            assertThat(freed).containsExactlyInAnyOrder("second", "first", "third");
        }
    }

    @Nested
    class OtherThreads {
        @Test
        void doNotRead() {
            assertThat(OtherThread.thrownBy(published::read))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage(
                            "read is for the main thread and the parallel threads of its Async:"
                                    + " thread=stranger");
        }

        @Test
        void ofAnotherRuntimeDoNotRead() {
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            try (Async other = Async.open()) {
                other.submitWork(() -> thrown.add(catchThrowable(published::read)));
                other.run();
            }
            assertThat(thrown.getFirst()).isInstanceOf(WrongThreadException.class);
        }

        @Test
        void doNotChangeAnything() {
            String refusal =
                    " is for the main thread: thread=stranger mainThread="
                            + Thread.currentThread().getName();
            assertThat(OtherThread.thrownBy(() -> published.replace(second)))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessage("replace" + refusal);
            assertThat(OtherThread.thrownBy(published::close))
                    .hasMessage("close" + refusal);
            assertThat(OtherThread.thrownBy(published::statistics))
                    .hasMessage("statistics" + refusal);
            assertThat(OtherThread.thrownBy(() -> async.publish(second)))
                    .hasMessage("publish" + refusal);
            async.submitWork(() -> published.replace(second));
            assertThatThrownBy(async::run).isInstanceOf(WrongThreadException.class);
            assertThat(published.read()).isSameAs(first);
        }
    }
}
