// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jparallel.context.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncQueueTest {
    private final ListSource<Integer> source = new ListSource<>();
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            source.push(i);
        }
        source.finish();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Nested
    class AQueue {
        @Test
        void isConsumedUntilItIsFinished() {
            async.submitQueue(source, seen::add);
            async.submitWork(() -> fill(10_000));
            async.run();
            assertThat(seen).containsExactlyInAnyOrderElementsOf(numbers(10_000));
            assertThat(async.activeContexts()).isZero();
        }

        @Test
        void isConsumedInOrderByOneConsumer() {
            fill(1_000);
            async.submitQueue(source, 1, seen::add);
            async.run();
            assertThat(seen).isEqualTo(numbers(1_000));
        }

        @Test
        void mayHoldNull() {
            ListSource<Object> nulls = new ListSource<>();
            List<Boolean> taken = Collections.synchronizedList(new ArrayList<>());
            nulls.push(null);
            nulls.finish();
            async.submitQueue(nulls, item -> taken.add(item == null));
            async.run();
            assertThat(taken).containsExactly(true);
        }

        @Test
        void isConsumedByMoreConsumersThanThreads() {
            async.submitQueue(source, 50, seen::add);
            assertThat(Waits.until(() -> source.waitingCount() == 50)).isTrue();
            fill(1_000);
            async.run();
            assertThat(seen).hasSize(1_000);
        }

        @Test
        void givesEachItemAContextOfItsOwn() {
            List<Long> usedBytes = Collections.synchronizedList(new ArrayList<>());
            fill(100);
            async.submitQueue(
                    source,
                    1,
                    _ -> {
                        usedBytes.add(Context.current().statistics().usedBytes());
                        Context.current().allocate(100, 1);
                    });
            async.run();
            assertThat(usedBytes).hasSize(100).containsOnly(0L);
        }

        @Test
        void thatIsEmptyAndFinishedEndsAtOnce() {
            source.finish();
            async.submitQueue(source, seen::add);
            async.run();
            assertThat(seen).isEmpty();
        }

        @Test
        void doesNotInheritAnInterrupt() {
            async.submitQueue(
                    source,
                    1,
                    item -> {
                        seen.add(item);
                        Thread.currentThread().interrupt();
                    });
            async.submitWork(() -> fill(10));
            async.run();
            assertThat(seen).hasSize(10);
        }
    }

    @Nested
    class AFailingConsumer {
        @Test
        void losesNoOtherItem() {
            fill(100);
            async.submitQueue(source, AsyncQueueTest.this::failOnTens);
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(async::run).hasMessageStartingWith("ten ");
            }
            async.run();
            assertThat(seen).hasSize(90);
        }

        @Test
        void tellsItsErrbackTheItemAndTheFailure() {
            List<String> failed = Collections.synchronizedList(new ArrayList<>());
            fill(100);
            async.submitQueue(
                    source,
                    2,
                    AsyncQueueTest.this::failOnTens,
                    (item, failure) -> failed.add(item + ": " + failure.getMessage()));
            async.run();
            assertThat(failed).hasSize(10).contains("20: ten 20", "90: ten 90");
            assertThat(seen).hasSize(90);
        }

        @Test
        void whoseErrbackFailsFailsRun() {
            fill(1);
            IllegalStateException second = new IllegalStateException("errback");
            async.submitQueue(
                    source,
                    1,
                    AsyncQueueTest.this::failOnTens,
                    (_, _) -> {
                        throw second;
                    });
            assertThatThrownBy(async::run)
                    .isSameAs(second)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
            async.run();
        }
    }

    private void failOnTens(int item) {
        if (item % 10 == 0) {
            throw new IllegalStateException("ten " + item);
        }
        seen.add(item);
    }

    @Nested
    class Batches {
        @Test
        void holdWhatIsThereUpToTheLimit() {
            fill(100);
            List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
            async.submitQueueBatches(source, 1, 8, batches::add, (_, _) -> {});
            async.run();
            assertThat(batches).allMatch(batch -> !batch.isEmpty() && batch.size() <= 8);
            assertThat(batches.stream().flatMap(List::stream)).isEqualTo(numbers(100));
        }

        @Test
        void reachTheErrbackWhole() {
            fill(10);
            List<List<Integer>> failed = Collections.synchronizedList(new ArrayList<>());
            async.submitQueueBatches(
                    source,
                    1,
                    5,
                    _ -> {
                        throw new IllegalStateException("batch");
                    },
                    (batch, _) -> failed.add(batch));
            async.run();
            assertThat(failed).containsExactly(numbers(5), numbers(10).subList(5, 10));
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesWhatIsNullOrOutOfRange() {
            assertThatThrownBy(() -> async.submitQueue(null, _ -> {})).hasMessage("queue");
            assertThatThrownBy(() -> async.submitQueue(source, null)).hasMessage("consumer");
            assertThatThrownBy(() -> async.submitQueue(source, 1, seen::add, null))
                    .hasMessage("errback");
            assertThatThrownBy(() -> async.submitQueue(source, 0, seen::add))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("out of range: parallelism=0 minimum=1");
            assertThatThrownBy(
                            () ->
                                    async.submitQueueBatches(
                                            source, 1, 0, _ -> {}, (_, _) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("out of range: batchCount=0 minimum=1");
            assertThat(async.activeContexts()).isZero();
        }
    }
}
