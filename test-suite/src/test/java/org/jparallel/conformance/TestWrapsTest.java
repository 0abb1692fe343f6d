// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NoSuchElementException;
import org.jparallel.Async;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestWraps` of PyParallel's `Lib/async/test/test_primitives.py`.
///
/// | test | pins |
/// |---|---|
/// | `testObject` | an object is protected from birth; attributes are set and read, or missing |
/// | `testDict` | a dict is a dict, protected from birth |
@Timeout(60)
class TestWrapsTest {
    @Test
    void testObject() {
        try (Async async = Async.open()) {
            ProtectedObject o = async.object();
            assertThat(async.isProtected(o)).isTrue();
            assertThatThrownBy(() -> o.field("foo")).isInstanceOf(NoSuchElementException.class);
            o.set("foo", "bar");
            assertThat(o.field("foo")).isEqualTo("bar");
        }
    }

    @Test
    void testDict() {
        try (Async async = Async.open()) {
            ProtectedMap<String, String> d = async.dict();
            assertThat(async.isProtected(d)).isTrue();
            assertThat(d).isInstanceOf(Map.class);
            d.put("foo", "bar");
            assertThat(d.get("foo")).isEqualTo("bar");
            assertThat(d.containsKey("foo")).isTrue();
            assertThat(d.containsKey("cat")).isFalse();
        }
    }
}
