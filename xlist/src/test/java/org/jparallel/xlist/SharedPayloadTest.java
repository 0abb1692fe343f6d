// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
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

        @Override
        public void retain() {
            holders.incrementAndGet();
        }

        @Override
        public void release() {
            assertThat(holders.decrementAndGet()).isNotNegative();
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
