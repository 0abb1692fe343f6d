// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.Async;
import org.jparallel.protect.Protected;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestAsyncProtection` of PyParallel's `Lib/async/test/test_primitives.py`. Where the original
/// compares time stamps these compare the order in which the main thread wrote them. That of
/// `test_protect.py` uses one object for locks and events alike: `testBasicWithOneObject`.
///
/// | test | pins |
/// |---|---|
/// | `testBasic` | works wait for objects; a writer waits for the reader's unlock |
/// | `testSignalAndWait` | the same with `signal_and_wait` |
@Timeout(60)
class TestAsyncProtectionTest {
    private final List<String> order = new ArrayList<>();
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    private void timestamp(String name) {
        async.callFromMainThreadAndWait(() -> order.add(name));
    }

    private void readerAndWriter(Protected o, Protected r, Protected w) {
        async.submitWait(
                r,
                () -> {
                    o.readLock();
                    w.signal();
                    r.await();
                    timestamp("r");
                    o.readUnlock();
                });
        async.submitWait(w, () -> write(o, r));
        r.signal();
        async.run();
        assertThat(order).containsExactly("r", "w");
    }

    private void write(Protected o, Protected r) {
        r.signal();
        o.writeLock();
        timestamp("w");
        o.writeUnlock();
    }

    @Test
    void testBasic() {
        readerAndWriter(
                async.protect(new Object()),
                async.protect(new Object()),
                async.protect(new Object()));
    }

    @Test
    void testBasicWithOneObject() {
        Protected r = async.protect(new Object());
        readerAndWriter(r, r, async.protect(new Object()));
    }

    @Test
    void testSignalAndWait() {
        Protected o = async.protect(new Object());
        Protected r = async.protect(new Object());
        Protected w = async.protect(new Object());
        async.submitWait(
                r,
                () -> {
                    o.readLock();
                    w.signalAndWait(r);
                    timestamp("r");
                    o.readUnlock();
                });
        async.submitWait(w, () -> write(o, r));
        r.signal();
        async.run();
        assertThat(order).containsExactly("r", "w");
    }
}
