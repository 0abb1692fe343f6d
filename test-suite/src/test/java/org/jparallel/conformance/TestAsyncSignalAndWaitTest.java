// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jparallel.Async;
import org.jparallel.protect.Event;
import org.jparallel.protect.NoWaitersException;
import org.jparallel.protect.Protected;
import org.jparallel.protect.WaitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestAsyncSignalAndWait` of PyParallel's `Lib/async/test/test_primitives.py`. That of
/// `test_protect.py` is an older one of the first of these, on an object that it forgets to
/// protect.
///
/// | test | pins |
/// |---|---|
/// | `testNowaitersError` | a signal needs an event |
/// | `testNowaitersErrorSaw` | and so does the first object of `signal_and_wait` |
/// | `testSameSignalAndWait` | whose objects differ |
/// | `testNowaitersErrorFromCallback` | a context's signal needs an event, too |
/// | `testWaitErrorFromCallback` | a context creates none to wait for |
/// | `testPrewait1`, `2` | a signal is latched for the wait after it |
@Timeout(60)
class TestAsyncSignalAndWaitTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
    }

    @Test
    void testNowaitersError() {
        Protected o = async.protect(new Object());
        assertThatThrownBy(o::signal).isInstanceOf(NoWaitersException.class);
    }

    @Test
    void testNowaitersErrorSaw() {
        Protected s = async.protect(new Object());
        Protected w = async.protect(new Object());
        assertThatThrownBy(() -> s.signalAndWait(w)).isInstanceOf(NoWaitersException.class);
    }

    @Test
    void testSameSignalAndWait() {
        Protected s = async.protect(new Object());
        assertThatThrownBy(() -> s.signalAndWait(s)).isInstanceOf(WaitException.class);
    }

    @Test
    void testNowaitersErrorFromCallback() {
        Protected o = async.protect(new Object());
        async.submitWork(
                () -> assertThatThrownBy(o::signal).isInstanceOf(NoWaitersException.class));
        async.run();
    }

    @Test
    void testWaitErrorFromCallback() {
        Protected o = async.protect(new Object());
        async.submitWork(() -> assertThatThrownBy(o::await).isInstanceOf(WaitException.class));
        async.run();
    }

    @Test
    void testPrewait1() {
        Protected o = async.protect(new Object());
        o.prewait();
        o.signal();
        o.await();
        assertThat(o.isProtected()).isTrue();
    }

    @Test
    void testPrewait2() {
        Event o = async.protect(new Object()).prewait();
        o.signal();
        o.await();
        assertThat(o).isNotNull();
    }
}
