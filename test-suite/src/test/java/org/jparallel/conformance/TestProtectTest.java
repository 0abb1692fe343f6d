// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jparallel.Async;
import org.jparallel.protect.ProtectedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `TestProtect` of PyParallel's `Lib/async/test/test_primitives.py`, and of `test_protect.py`.
///
/// | test | pins |
/// |---|---|
/// | `testProtectBasic` | an object is protected until it is not |
/// | `testProtectGetattr` | its attributes are read as before, then and after |
/// | `testProtectSetattr` | and written |
/// | `testProtectBoth` | and both |
@Timeout(60)
class TestProtectTest {
    private static final class Bag {
        private String foo;
        private String cat;

        Bag(String foo) {
            this.foo = foo;
        }
    }

    @Test
    void testProtectBasic() {
        try (Async async = Async.open()) {
            Bag o = new Bag(null);
            async.protect(o);
            assertThat(async.isProtected(o)).isTrue();
            async.unprotect(o);
            assertThat(async.isProtected(o)).isFalse();
        }
    }

    @Test
    void testProtectGetattr() {
        try (Async async = Async.open()) {
            Bag o = new Bag("bar");
            ProtectedValue<Bag> handle = async.protect(o);
            assertThat(async.isProtected(o)).isTrue();
            assertThat(handle.value().foo).isEqualTo("bar");
            async.unprotect(o);
            assertThat(o.foo).isEqualTo("bar");
            assertThat(async.isProtected(o)).isFalse();
        }
    }

    @Test
    void testProtectSetattr() {
        try (Async async = Async.open()) {
            Bag o = new Bag(null);
            ProtectedValue<Bag> handle = async.protect(o);
            assertThat(async.isProtected(o)).isTrue();
            handle.value().foo = "bar";
            assertThat(o.foo).isEqualTo("bar");
            async.unprotect(o);
            assertThat(o.foo).isEqualTo("bar");
            o.foo = "foo";
            assertThat(o.foo).isEqualTo("foo");
            assertThat(async.isProtected(o)).isFalse();
        }
    }

    @Test
    void testProtectBoth() {
        try (Async async = Async.open()) {
            Bag o = new Bag("bar");
            ProtectedValue<Bag> handle = async.protect(o);
            assertThat(async.isProtected(o)).isTrue();
            handle.value().cat = "dog";
            assertThat(o.foo).isEqualTo("bar");
            assertThat(o.cat).isEqualTo("dog");
            async.unprotect(o);
            assertThat(o.foo).isEqualTo("bar");
            assertThat(o.cat).isEqualTo("dog");
            assertThat(async.isProtected(o)).isFalse();
        }
    }
}
