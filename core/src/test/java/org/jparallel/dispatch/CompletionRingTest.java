// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionRingTest {
    private record Numbered(int thread, int number) implements org.jparallel.work.Work {
        @Override
        public void run() {}
    }

    private final CompletionRing ring = new CompletionRing(Thread.currentThread());
    private final Deque<MainMessage> inbox = new ArrayDeque<>();

    private void publish(int thread, int number) {
        ring.publish(new MainMessage.Call(new Numbered(thread, number)));
    }

    @Nested
    class Empty {
        @Test
        void drainsNothing() {
            ring.drainTo(inbox);
            assertThat(inbox).isEmpty();
            assertThat(ring.isEmpty()).isTrue();
        }

        @Test
        void keepsTheOrderBeyondItsSlots() {
            for (int i = 0; i < 5_000; i++) {
                publish(0, i);
            }
            assertThat(ring.isEmpty()).isFalse();
            ring.drainTo(inbox);
            assertThat(ring.isEmpty()).isTrue();
            assertThat(inbox).hasSize(5_000);
            assertInOrder();
        }

        @Test
        void usesItsSlotsAgainOnceTheSpillIsDrained() {
            for (int lap = 0; lap < 3; lap++) {
                for (int i = 0; i < 2_000; i++) {
                    publish(lap, i);
                }
                ring.drainTo(inbox);
            }
            assertThat(inbox).hasSize(6_000);
            assertInOrder();
        }
    }

    @Nested
    class Shared {
        @Test
        void keepsTheOrderOfEachThreadAndLosesNothing() {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                threads.add(Thread.ofPlatform().start(() -> publishMany(number)));
            }
            while (inbox.size() < 400_000) {
                ring.drainTo(inbox);
                Thread.onSpinWait();
            }
            assertThat(threads).hasSize(4);
            assertThat(ring.isEmpty()).isTrue();
            assertInOrder();
        }

        private void publishMany(int thread) {
            for (int i = 0; i < 100_000; i++) {
                publish(thread, i);
            }
        }
    }

    private void assertInOrder() {
        int[] next = new int[4];
        for (MainMessage message : inbox) {
            Numbered call = (Numbered) ((MainMessage.Call) message).work();
            assertThat(call.number).isEqualTo(next[call.thread]++);
        }
    }
}
