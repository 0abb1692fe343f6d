// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jparallel.Async;
import org.jparallel.protect.Protected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestPrewait` of PyParallel's `Lib/async/test/test_primitives.py`. Where the original compares
/// time stamps these compare the order in which the main thread wrote them.
///
/// | test | pins |
/// |---|---|
/// | `testPrewait` | events made beforehand; a writer waits for the reader's unlock |
/// | `testMultiplePrewaits2`, `4`, `8` | contexts that wait for each other in a chain |
@Timeout(60)
class TestPrewaitTest {
    private final List<Object> order = new ArrayList<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void timestamp(Object name) {
        async.callFromMainThreadAndWait(() -> order.add(name));
    }

    @Test
    void testPrewait() {
        Protected o = async.protect(new Object());
        Protected r = async.protect(new Object());
        Protected w = async.protect(new Object());
        Protected m = async.protect(new Object());
        w.prewait();
        r.prewait();
        m.prewait();
        async.submitWork(
                () -> {
                    r.await();
                    m.signal();
                    o.readLock();
                    w.signal();
                    r.await();
                    timestamp("r");
                    o.readUnlock();
                });
        async.submitWork(
                () -> {
                    w.await();
                    r.signal();
                    o.writeLock();
                    timestamp("w");
                    o.writeUnlock();
                });
        r.signalAndWait(m);
        async.run();
        assertThat(order).containsExactly("r", "w");
    }

    private void multiplePrewaits(int count) {
        List<Protected> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Protected object = async.object();
            object.prewait();
            objects.add(object);
        }
        assertThat(async.activeContexts()).isZero();
        for (int i = 0; i < count; i++) {
            int index = i;
            async.submitWork(
                    () -> {
                        objects.get(index).await();
                        timestamp(index);
                        if (index + 1 < count) {
                            objects.get(index + 1).signal();
                        }
                    });
        }
        assertThat(async.activeContexts()).isEqualTo(count);
        objects.getFirst().signal();
        async.run();
        assertThat(async.activeContexts()).isZero();
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @Test
    void testMultiplePrewaits2() {
        multiplePrewaits(2);
    }

    @Test
    void testMultiplePrewaits4() {
        multiplePrewaits(4);
    }

    @Test
    void testMultiplePrewaits8() {
        multiplePrewaits(8);
    }
}
