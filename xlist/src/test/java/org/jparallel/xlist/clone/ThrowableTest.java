// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.type.CloneLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The clone of an exception")
@SuppressWarnings({"serial", "UnusedMethod"}) // nothing is serialized; the writer asks accessors
final class ThrowableTest {
    private static int codeCount;

    /// Has fields of every sort, and code wherever there can be some.
    private static final class Loaded extends Exception {
        private static final long serialVersionUID = 1L;

        private final int number;
        private final List<Object> list;
        private final Object lock;
        private final transient Object skipped = "skipped";

        private Loaded(String message, int number, List<Object> list, Object lock) {
            super(message);
            codeCount++;
            this.number = number;
            this.list = list;
            this.lock = lock;
        }

        @Override
        public String getMessage() {
            codeCount++;
            return super.getMessage() + "/" + number;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            codeCount++;
            return new StackTraceElement[0];
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            codeCount++;
        }

        @Override
        public synchronized Throwable initCause(@Nullable Throwable cause) {
            codeCount++;
            return this;
        }
    }

    private static final class Bare extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Bare(boolean suppresses, boolean hasTrace) {
            super(null, null, suppresses, hasTrace);
        }
    }

    private static final class Holding extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Object held;

        private Holding(Object held) {
            this.held = held;
        }
    }

    private record Asking(Object value) {
        @Override
        public Object value() {
            throw new IllegalStateException("from the accessor");
        }
    }

    private static final class OwnNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }

    private record Raising(Throwable failure) {
        @Override
        public Throwable failure() {
            throw UserCode.<RuntimeException>passOn(failure);
        }
    }

    private record Picky(int value) {
        private static boolean isOpen = true;

        private Picky {
            if (!isOpen) {
                throw new IllegalArgumentException("from the constructor");
            }
        }
    }

    static Stream<Throwable> throwables() {
        SQLException sql = new SQLException("reason", "42000", 7);
        sql.setNextException(new SQLException("next"));
        return Stream.of(
                new Exception(),
                new Exception((String) null),
                new Error(""),
                new Throwable("m\ud800\0"),
                new IOException("m", new FileNotFoundException("f")),
                new UncheckedIOException(new IOException("io")),
                new InvocationTargetException(new IllegalStateException("target"), "m"),
                new ExecutionException(new Error("e")),
                new CompletionException(null, null),
                new URISyntaxException("input", "reason", 3),
                new NoSuchFileException("file", "other", "reason"),
                new ClassNotFoundException("c", new LinkageError("l")),
                new ExceptionInInitializerError("m"),
                new StackOverflowError(),
                new AssertionError("m", null),
                sql,
                parse(),
                new CloneRefusal("root.x", "T", "why", new Error("c")),
                new IllegalStateException("local") {
                    private static final long serialVersionUID = 1L;
                });
    }

    private static DateTimeException parse() {
        try {
            String text = String.join("-", "2025", "13", "01");
            throw new IllegalStateException(LocalDate.parse(text).toString());
        } catch (DateTimeParseException failure) {
            return failure;
        }
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void printsWhatTheOriginalPrints(Throwable value) {
        value.addSuppressed(new IOException("suppressed", new Error("deep")));
        Throwable copy = Cloned.of(value);
        assertThat((Object) copy).hasSameClassAs(value).isNotSameAs(value);
        assertThat(printed(copy)).isEqualTo(printed(value)).contains("Suppressed: ");
        assertThat(copy.getStackTrace()).isEqualTo(value.getStackTrace());
        assertThat(copy.getMessage()).isEqualTo(value.getMessage());
    }

    @Test
    void keepsTheStateOfClassesInClosedPackages() {
        InvocationTargetException target =
                Cloned.of(new InvocationTargetException(new Error("target")));
        assertThat(target.getTargetException()).hasMessage("target").isSameAs(target.getCause());
        DateTimeParseException parse = (DateTimeParseException) Cloned.of(parse());
        assertThat(parse.getParsedString()).isEqualTo("2025-13-01");
        URISyntaxException syntax = Cloned.of(new URISyntaxException("in", "why", 3));
        assertThat(syntax.getIndex()).isEqualTo(3);
        assertThat(syntax.getInput()).isEqualTo("in");
        NoSuchFileException file = Cloned.of(new NoSuchFileException("file", "other", "why"));
        assertThat(file.getOtherFile()).isEqualTo("other");
        SQLException sql = Cloned.of(new SQLException("reason", "42000", 7));
        assertThat(sql.getErrorCode()).isEqualTo(7);
        assertThat(sql.getSQLState()).isEqualTo("42000");
    }

    @Test
    void callsNoCodeOfTheClass() {
        Loaded value = new Loaded("m", 7, new ArrayList<>(List.of("x")), new ReentrantLock());
        codeCount = 0;
        Loaded copy = Cloned.of(value);
        assertThat(codeCount).isZero();
        assertThat(copy.number).isEqualTo(7);
        assertThat(copy.list).isEqualTo(List.of("x")).isNotSameAs(value.list);
        assertThat(copy.getMessage()).isEqualTo("m/7");
    }

    @Test
    void leavesOutAFieldThatCannotBeCloned() {
        Loaded value = new Loaded("m", 7, new ArrayList<>(), new ReentrantLock());
        value.list.add(List.of(1, new Object[] {new ReentrantLock()}));
        Loaded copy = Cloned.of(value);
        assertThat(copy.lock).isNull();
        assertThat(copy.list).isNull();
        assertThat(copy.skipped).isNull();
        assertThat(copy.number).isEqualTo(7);
        Holding asking = Cloned.of(new Holding(new Asking(1)));
        assertThat(asking.held).isNull();
    }

    @Test
    void leavesOutANumberThatCannotBeCloned() {
        Holding copy = Cloned.of(new Holding(new OwnNumber()));
        assertThat(copy.held).isNull();
        LongAccumulator accumulator = new LongAccumulator(Long::sum, 0);
        assertThat(Cloned.of(new Holding(accumulator)).held).isNull();
        assertThat(Cloned.of(new Holding(1.5)).held).isEqualTo(1.5);
        AtomicInteger number = new AtomicInteger(3);
        assertThat(Cloned.of(new Holding(number)).held).hasToString("3").isNotSameAs(number);
    }

    @Test
    void leavesOutAFieldWhoseCodeFails() {
        for (Throwable failure : List.of(new AssertionError("a"), new IOException("i"))) {
            assertThat(Cloned.of(new Holding(new Raising(failure))).held).isNull();
        }
        Holding picky = new Holding(List.of(new Picky(1)));
        Picky.isOpen = false;
        try {
            assertThat(Cloned.of(picky).held).isNull();
        } finally {
            Picky.isOpen = true;
        }
        assertThat(Cloned.of(picky).held).isEqualTo(picky.held);
    }

    @Test
    void leavesOutAFieldThatIsLargerThanTheWholeMayBe() {
        Holding value = new Holding(new long[10_000]);
        assertThat(StructuredClone.copy(value, CloneLimits.standard().withBytes(20_000)).held)
                .isNull();
        assertThat(StructuredClone.copy(value).held).isEqualTo(value.held);
    }

    @Test
    void passesAnErrorOfTheMachineOn() {
        InternalError broken = new InternalError("broken");
        assertThatThrownBy(() -> Cloned.of(new Holding(new Raising(broken)))).isSameAs(broken);
        assertThat(Cloned.of("next")).isEqualTo("next");
    }

    @Test
    void staysTheSameWhereverAFieldLeads() {
        List<Object> list = new ArrayList<>();
        Holding value = new Holding(list);
        list.add(value);
        list.add(new Holding(list));
        Holding copy = Cloned.of(value);
        List<?> held = (List<?>) copy.held;
        assertThat(held.getFirst()).isSameAs(copy);
        assertThat(((Holding) held.getLast()).held).isSameAs(held);
    }

    @Test
    void triesEachFieldOnceHoweverDeepItLies() {
        Object value = "innermost";
        for (int i = 0; i < 2_000; i++) {
            value = new Holding(new Object[] {value, new Holding(new ReentrantLock())});
        }
        Holding copy = (Holding) Cloned.of(value);
        for (int i = 0; i < 1_999; i++) {
            Object[] held = (Object[]) copy.held;
            assertThat(((Holding) held[1]).held).isNull();
            copy = (Holding) held[0];
        }
        assertThat(((Object[]) copy.held)[0]).isEqualTo("innermost");
    }

    @Test
    void keepsCyclesOfCauses() {
        Exception left = new Exception("left");
        Exception right = new Exception("right", left);
        left.initCause(right);
        Throwable copy = Cloned.of(left);
        Throwable cause = Objects.requireNonNull(copy.getCause());
        assertThat(cause.getCause()).isSameAs(copy);
        assertThat(cause).hasMessage("right");
    }

    @Test
    void keepsAnUndecidedCauseUndecided() {
        Exception undecided = Cloned.of(new Exception("m"));
        undecided.initCause(new Error("later"));
        assertThat(undecided).hasCauseInstanceOf(Error.class);
        Exception decided = Cloned.of(new Exception("m", null));
        assertThatThrownBy(() -> decided.initCause(new Error("later")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsWhatItsConstructorForbade() {
        Bare neither = Cloned.of(new Bare(false, false));
        neither.addSuppressed(new Error("ignored"));
        neither.setStackTrace(new Error("trace").getStackTrace());
        assertThat(neither.getSuppressed()).isEmpty();
        assertThat(neither.getStackTrace()).isEmpty();
        Bare both = Cloned.of(new Bare(true, true));
        both.addSuppressed(new Error("kept"));
        assertThat(both.getSuppressed()).hasSize(1);
        both.setStackTrace(new StackTraceElement[0]);
        assertThat(both.getStackTrace()).isEmpty();
        Exception empty = new Exception("m");
        empty.setStackTrace(new StackTraceElement[0]);
        assertThat(Cloned.of(empty).getStackTrace()).isEmpty();
    }

    @Test
    void isOneObjectHoweverOftenItIsReferredTo() {
        Exception value = new Exception("m");
        List<Throwable> copy = Cloned.of(List.of(value, new Error(value), value));
        assertThat(copy.get(0)).isSameAs(copy.get(2)).isSameAs(copy.get(1).getCause());
    }

    @Test
    void goesAsDeepAsCausesGo() {
        Exception value = null;
        for (int i = 0; i < 100_000; i++) {
            value = new Exception("m", value);
            value.setStackTrace(new StackTraceElement[0]);
        }
        Throwable copy = Cloned.of(Objects.requireNonNull(value));
        int depth = 0;
        for (Throwable each = copy; each != null; each = each.getCause()) {
            depth++;
        }
        assertThat(depth).isEqualTo(100_000);
    }

    private static String printed(Throwable value) {
        StringWriter text = new StringWriter();
        value.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
