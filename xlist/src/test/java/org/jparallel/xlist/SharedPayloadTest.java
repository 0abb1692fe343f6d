// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jparallel.xlist.type.SharedPayload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A shared payload")
final class SharedPayloadTest {
    private static final class Counted implements SharedPayload {
        private final AtomicInteger holders = new AtomicInteger(1);

        private Runnable onRetain = () -> {};
        private Runnable onRelease = () -> {};

        @Override
        public void retain() {
            holders.incrementAndGet();
            onRetain.run();
        }

        @Override
        public void release() {
            assertThat(holders.decrementAndGet()).isNotNegative();
            onRelease.run();
        }

        private void failToRelease(String message) {
            onRelease =
                    () -> {
                        throw new IllegalStateException(message);
                    };
        }
    }

    private record Handle(Counted payload) {}

    private static final class HandleType implements CloneType<Handle> {
        private static boolean fails;

        @Override
        public Class<Handle> type() {
            return Handle.class;
        }

        @Override
        public void write(Handle handle, CloneSink sink) {
            sink.share(handle.payload());
        }

        @Override
        public Handle read(CloneSource source) throws IOException {
            Handle made = new Handle((Counted) source.takeShared());
            if (fails) {
                throw new IOException("after it was taken");
            }
            return made;
        }
    }

    static {
        StructuredClone.register(new HandleType());
    }

    private final Counted payload = new Counted();

    @Test
    void makesAnotherHandleOfTheSame() {
        Handle copy = StructuredClone.copy(new Handle(payload));
        assertThat(copy.payload()).isSameAs(payload);
        assertThat(payload.holders).hasValue(2);
        copy.payload().release();
    }

    @Test
    void isReleasedWithAFrameThatNobodyReads() {
        XList<Handle> list = new XList<>();
        list.push(new Handle(payload));
        list.push(new Handle(payload));
        assertThat(payload.holders).hasValue(3);
        assertThat(list.pop().payload()).isSameAs(payload);
        assertThat(payload.holders).hasValue(3);
        list.close();
        assertThat(payload.holders).hasValue(2);
    }

    @Test
    void isReleasedWhateverAnotherOneThrows() {
        Counted first = new Counted();
        Counted third = new Counted();
        XList<List<Handle>> list = new XList<>();
        list.push(List.of(new Handle(first), new Handle(payload), new Handle(third)));
        list.push(List.of(new Handle(payload)));
        first.failToRelease("the first");
        third.failToRelease("the third");
        assertThatThrownBy(list::close)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(
                        thrown ->
                                assertThat(List.of(thrown, thrown.getSuppressed()[0]))
                                        .extracting(Throwable::getMessage)
                                        .containsExactlyInAnyOrder("the first", "the third"));
        assertThat(list.isClosed()).isTrue();
        assertThat(payload.holders).hasValue(1);
        assertThat(first.holders).hasValue(1);
        assertThat(third.holders).hasValue(1);
        list.close();
    }

    @Test
    void keepsNoProducerWaitingWhileALookerRetainsIt() {
        try (XList<Handle> list = new XList<>()) {
            Counted other = new Counted();
            list.push(new Handle(payload));
            payload.onRetain = () -> pushElsewhere(list, other);
            Handle seen = list.iterator().next();
            assertThat(seen.payload()).isSameAs(payload);
            assertThat(payload.holders).hasValue(3);
            assertThat(list.size()).isEqualTo(101);
            payload.release();
        }
        assertThat(payload.holders).hasValue(1);
    }

    private static void pushElsewhere(XList<Handle> list, Counted other) {
        Threads<Boolean> producer =
                Threads.start(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                list.push(new Handle(other));
                            }
                            return true;
                        });
        try {
            assertThat(producer.result()).isTrue();
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void mayBeTakenWhileALookerRetainsIt() {
        try (XList<Handle> list = new XList<>()) {
            list.push(new Handle(payload));
            payload.onRetain = () -> assertThat(list.pop().payload()).isSameAs(payload);
            assertThat(list.iterator().next().payload()).isSameAs(payload);
            assertThat(list.isEmpty()).isTrue();
        }
        assertThat(payload.holders).hasValue(3);
    }

    @Test
    void isReleasedWhenTheWritingFails() {
        assertThatThrownBy(
                        () ->
                                StructuredClone.copy(
                                        List.of(new Handle(payload), new ReentrantLock())))
                .isInstanceOf(NotCloneableException.class);
        assertThat(payload.holders).hasValue(1);
    }

    @Test
    void isReleasedWhenTheReadingFails() {
        HandleType.fails = true;
        try {
            assertThatThrownBy(() -> StructuredClone.copy(List.of(new Handle(payload))))
                    .isInstanceOf(IOException.class);
            assertThat(payload.holders).hasValue(1);
        } finally {
            HandleType.fails = false;
        }
    }
}
