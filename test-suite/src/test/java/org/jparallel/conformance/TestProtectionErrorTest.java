// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jparallel.Async;
import org.jparallel.protect.ProtectedValue;
import org.jparallel.protect.ProtectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestProtectionError` of PyParallel's `Lib/async/test/test_primitives.py`, and of
/// `test_protect.py`.
///
/// An object that was never protected has no handle here, and so no lock functions; one whose
/// protection was lifted has.
///
/// | test | pins |
/// |---|---|
/// | `testProtectionErrorBasic` | the six lock functions refuse an unprotected object |
/// | `testProtectionErrorInAsyncCallback` | a context neither protects, unprotects nor waits |
@Timeout(60)
class TestProtectionErrorTest {
    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ProtectionException.class);
    }

    @Test
    void testProtectionErrorBasic() {
        try (Async async = Async.open()) {
            ProtectedValue<Object> o = async.protect(new Object());
            async.unprotect(o);
            assertRefused(o::readLock);
            assertRefused(o::readUnlock);
            assertRefused(o::tryReadLock);
            assertRefused(o::writeLock);
            assertRefused(o::writeUnlock);
            assertRefused(o::tryWriteLock);
        }
    }

    @Test
    void testProtectionErrorInAsyncCallback() {
        try (Async async = Async.open()) {
            ProtectedValue<Object> unprotected = async.protect(new Object());
            async.unprotect(unprotected);
            async.submitWork(
                    () -> {
                        Object o = new Object();
                        assertRefused(() -> async.protect(o));
                        assertRefused(() -> async.unprotect(o));
                        assertRefused(unprotected::await);
                    });
            async.run();
        }
    }
}
