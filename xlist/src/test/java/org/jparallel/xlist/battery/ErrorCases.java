// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.checked;

import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cases of errors: what Java calls a `Throwable`.
final class ErrorCases {
    private ErrorCases() {}

    /// An exception with a field, and one that cannot be cloned.
    static final class Failing extends Exception {
        private static final long serialVersionUID = 1L;

        private final String foo;

        @SuppressWarnings("serial") // it is not serialized, and cannot be cloned
        private final @Nullable ReentrantLock lock = new ReentrantLock();

        Failing(@Nullable String message, String foo) {
            super(message);
            this.foo = foo;
        }

        String foo() {
            return foo;
        }

        @Nullable ReentrantLock lock() {
            return lock;
        }
    }

    static Stream<BatteryCase> all() {
        return Stream.of(
                checked(
                        "Empty Error object",
                        Exception::new,
                        (original, copy) -> {
                            assertThat(copy.getMessage()).isNull();
                            compare(original, copy);
                        }),
                checked(
                        "Error object: its own fields are kept, but for what cannot be cloned",
                        () -> new Failing("some message", "bar"),
                        (original, copy) -> {
                            compare(original, copy);
                            assertThat(copy.foo()).isEqualTo("bar");
                            assertThat(original.lock()).isNotNull();
                            assertThat(copy.lock()).isNull();
                        }),
                error("EvalError object", () -> new ArithmeticException("some message")),
                error("RangeError object", () -> new IndexOutOfBoundsException("some message")),
                error("ReferenceError object", () -> new NullPointerException("some message")),
                error(
                        "SyntaxError object",
                        () -> new PatternSyntaxException("some message", "(", 1)),
                error("TypeError object", () -> new ClassCastException("some message")),
                error("URIError object", () -> new URISyntaxException("%", "some message", 0)));
    }

    static BatteryCase error(String name, Callable<? extends Throwable> value) {
        return BatteryCase.<Throwable>checked(name, value::call, ErrorCases::compare);
    }

    /// Compares what a user sees of an exception, and of those that hang on it.
    static void compare(Throwable original, Throwable copy) {
        assertThat(copy).isNotSameAs(original).hasSameClassAs(original);
        assertThat(copy.getMessage()).isEqualTo(original.getMessage());
        assertThat(copy.getLocalizedMessage()).isEqualTo(original.getLocalizedMessage());
        assertThat(List.of(copy.getStackTrace())).isEqualTo(List.of(original.getStackTrace()));
        Throwable cause = original.getCause();
        Throwable cloned = copy.getCause();
        if (cause == null || cloned == null) {
            assertThat(cloned).isEqualTo(cause);
        } else {
            compare(cause, cloned);
        }
        assertThat(copy.getSuppressed()).hasSameSizeAs(original.getSuppressed());
    }
}
