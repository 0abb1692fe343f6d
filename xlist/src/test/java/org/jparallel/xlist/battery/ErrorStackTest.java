// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.checked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// The web platform's `error-stack`: the stack of an error is that of its original.
class ErrorStackTest {
    private final Async async = Async.open();

    @AfterEach
    void close() {
        async.close();
    }

    @TestFactory
    Stream<DynamicContainer> passesEveryDoor() {
        return Doors.through(
                async,
                List.of(
                        stack("Error", Exception::new),
                        stack("EvalError", ArithmeticException::new),
                        stack("RangeError", IndexOutOfBoundsException::new),
                        stack("ReferenceError", NullPointerException::new),
                        stack("SyntaxError", () -> new PatternSyntaxException("a", "(", 1)),
                        stack("TypeError", ClassCastException::new),
                        stack("URIError", () -> new URISyntaxException("%", "a", 0)),
                        stack(
                                "DOMException",
                                () -> new UncheckedIOException(new IOException("cause"))),
                        stack("thrown", ErrorStackTest::thrown),
                        checked(
                                "as not own property: an exception without a stack has none",
                                () -> new Stackless(),
                                (_, copy) -> assertThat(copy.getStackTrace()).isEmpty())));
    }

    private static final class Stackless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Stackless() {
            super("no stack", null, true, false);
        }
    }

    private static BatteryCase stack(String name, Callable<? extends Throwable> value) {
        return BatteryCase.<Throwable>checked(
                name,
                value::call,
                (original, copy) -> {
                    assertThat(original.getStackTrace()).isNotEmpty();
                    ErrorCases.compare(original, copy);
                });
    }

    @SuppressWarnings({"DataFlowIssue", "NullAway", "NullTernary"}) // the JVM shall throw
    private static Throwable thrown() {
        try {
            Object nothing = null;
            return new IllegalStateException(nothing.toString());
        } catch (NullPointerException failure) {
            return failure;
        }
    }
}
