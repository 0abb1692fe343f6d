// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.jparallel.Async;
import org.jparallel.arena.ByteString;
import org.jparallel.context.Context;
import org.jparallel.protect.Protected;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestPersistence` of PyParallel's `Lib/async/test/test_primitives.py`. Where the original stores
/// a number, which lies in its context's heap, these store one in the context's arena; where it
/// drops a container, these clear it.
///
/// | test | pins |
/// |---|---|
/// | `testPersistenceBasic`, `testPersistenceViaSetattr` | a context lives on in an attribute |
/// | `testProtectAgainstDict`, `testDict2`, `3` | two in a dict, dropped in three ways |
/// | `testProtectAgainstObject` | two in attributes, dropped one by one |
/// | `testPersistDictWithDel`, `…SubmitWait`, `…WithDelitem` | one in a dict |
/// | `testPersistDictWithPxobjAsKey` | or as its key |
/// | `testPersistDictWithMultipleCallbacks` | or four |
@Timeout(60)
class TestPersistenceTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
        assertThat(async.persistedContexts()).isZero();
    }

    @AfterEach
    void close() {
        assertThat(async.persistedContexts()).isZero();
        async.close();
    }

    private static MemorySegment timestamp() {
        MemorySegment segment = Context.current().allocate(8, 8);
        segment.set(JAVA_LONG, 0, System.nanoTime());
        return segment;
    }

    @Test
    void testPersistenceBasic() {
        attribute();
    }

    @Test
    void testPersistenceViaSetattr() {
        attribute();
    }

    private void attribute() {
        ProtectedObject w = async.object();
        w.prewait();
        ProtectedObject o = async.object();
        o.set("foo", null);
        assertThat(async.isProtected(o)).isTrue();
        assertThat(async.activeContexts()).isZero();
        async.submitWork(
                () -> {
                    w.await();
                    o.set("foo", timestamp());
                });
        assertThat(async.activeContexts()).isEqualTo(1);
        assertThat(async.persistedContexts()).isZero();
        w.signal();
        async.run();
        assertThat(async.activeContexts()).isZero();
        assertThat(async.persistedContexts()).isEqualTo(1);
        o.remove("foo");
    }

    /// Has a reader and a writer store something each, in this order.
    private void readerAndWriter(Runnable reads, Runnable writes) {
        Protected o = async.protect(new Object());
        Protected r = async.protect(new Object());
        Protected w = async.protect(new Object());
        async.submitWait(
                r,
                () -> {
                    o.readLock();
                    w.signal();
                    r.await();
                    reads.run();
                    o.readUnlock();
                });
        async.submitWait(
                w,
                () -> {
                    r.signal();
                    o.writeLock();
                    writes.run();
                    o.writeUnlock();
                });
        r.signal();
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(2);
    }

    private ProtectedMap<Object, Object> dictOfTwo() {
        ProtectedMap<Object, Object> d = async.dict();
        readerAndWriter(() -> d.put("r", timestamp()), () -> d.put("w", timestamp()));
        return d;
    }

    @Test
    void testProtectAgainstDict() {
        dictOfTwo().clear();
    }

    @Test
    void testDict2() {
        ProtectedMap<Object, Object> d = dictOfTwo();
        d.remove("w");
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.remove("r");
        assertThat(async.persistedContexts()).isZero();
        d.clear();
    }

    @Test
    void testDict3() {
        ProtectedMap<Object, Object> d = dictOfTwo();
        d.remove("w");
        d.remove("r");
        assertThat(d).isEmpty();
    }

    @Test
    void testProtectAgainstObject() {
        ProtectedObject d = async.object();
        d.set("r", null);
        d.set("w", null);
        readerAndWriter(() -> d.set("r", timestamp()), () -> d.set("w", timestamp()));
        d.remove("w");
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.remove("r");
    }

    @Test
    void testPersistDictWithDel() {
        ProtectedMap<Object, Object> d = async.dict();
        async.submitWork(() -> d.put("foo", timestamp()));
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.clear();
    }

    @Test
    void testPersistDictWithDelSubmitWait() {
        ProtectedMap<Object, Object> d = async.dict();
        ProtectedObject o = async.object();
        async.submitWait(o, () -> d.put("foo", timestamp()));
        o.signal();
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.clear();
    }

    @Test
    void testPersistDictWithDelitem() {
        ProtectedMap<Object, Object> d = async.dict();
        async.submitWork(() -> d.put("foo", timestamp()));
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.remove("foo");
    }

    @Test
    void testPersistDictWithPxobjAsKey() {
        ProtectedMap<Object, Object> d = async.dict();
        async.submitWork(() -> d.put(ByteString.of("key", Context.current()), null));
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(1);
        d.clear();
    }

    @Test
    void testPersistDictWithMultipleCallbacks() {
        ProtectedMap<Object, Object> d = async.dict();
        for (int i = 0; i < 4; i++) {
            int key = i;
            async.submitWork(() -> d.put(key, timestamp()));
        }
        async.run();
        assertThat(async.persistedContexts()).isEqualTo(4);
        assertThat(d).hasSize(4);
        d.clear();
    }
}
