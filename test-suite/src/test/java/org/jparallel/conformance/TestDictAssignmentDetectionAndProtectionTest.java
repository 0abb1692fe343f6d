// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jparallel.Async;
import org.jparallel.protect.AssignmentException;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestDictAssignmentDetectionAndProtection` of PyParallel's `Lib/async/test/test_primitives.py`.
///
/// | test | pins |
/// |---|---|
/// | `testAssignNewSubscript` | a context sets a key that is new |
/// | `testAssignOverNone` | or whose value is none |
/// | `testAssignOverNonNone` | but no other |
/// | `testAssignOverPreviousContext` | not even of a context that has ended |
/// | `testDelNoneSubscript`, `testDelSubscriptFromPreviousContext` | and deletes as it sets |
@Timeout(60)
class TestDictAssignmentDetectionAndProtectionTest {
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
    void testAssignNewSubscript() {
        ProtectedMap<String, Object> d = async.dict();
        async.submitWork(() -> d.put("foo", System.nanoTime()));
        async.run();
        assertThat(d).containsOnlyKeys("foo");
    }

    @Test
    void testAssignOverNone() {
        ProtectedMap<String, Object> d = async.dict();
        d.put("foo", null);
        async.submitWork(() -> d.put("foo", System.nanoTime()));
        async.run();
        assertThat(d.get("foo")).isNotNull();
    }

    @Test
    void testAssignOverNonNone() {
        ProtectedMap<String, Object> d = async.dict();
        d.put("foo", "bar");
        async.submitWork(
                () ->
                        assertThatThrownBy(() -> d.put("foo", System.nanoTime()))
                                .isInstanceOf(AssignmentException.class));
        async.run();
        assertThat(d).containsEntry("foo", "bar");
    }

    @Test
    void testAssignOverPreviousContext() {
        ProtectedMap<String, Object> d = async.dict();
        Object stored = afterPreviousContext(d, () -> d.put("foo", System.nanoTime()));
        assertThat(d).containsEntry("foo", stored);
    }

    @Test
    void testDelNoneSubscript() {
        ProtectedMap<String, Object> d = async.dict();
        d.put("foo", null);
        async.submitWork(() -> d.remove("foo"));
        async.run();
        assertThat(d).isEmpty();
    }

    @Test
    void testDelSubscriptFromPreviousContext() {
        ProtectedMap<String, Object> d = async.dict();
        Object stored = afterPreviousContext(d, () -> d.remove("foo"));
        assertThat(d).containsEntry("foo", stored);
    }

    /// Has one context set `foo` and signal another, which is refused.
    ///
    /// @return what the first has set
    private Object afterPreviousContext(ProtectedMap<String, Object> d, Runnable refused) {
        ProtectedObject o = async.object();
        ProtectedObject t = async.object();
        async.submitWait(
                o,
                () -> {
                    d.put("foo", System.nanoTime());
                    t.signal();
                });
        async.submitWait(
                t,
                () -> {
                    assertThat(d).containsKey("foo");
                    assertThatThrownBy(refused::run).isInstanceOf(AssignmentException.class);
                });
        o.signal();
        async.run();
        return d.get("foo");
    }
}
