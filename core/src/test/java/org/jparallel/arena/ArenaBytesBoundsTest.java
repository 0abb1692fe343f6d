// SPDX-License-Identifier: Apache-2.0
package org.jparallel.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesOut;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.bytes.StopCharTester;
import net.openhft.chronicle.bytes.StopCharTesters;
import net.openhft.chronicle.bytes.StopCharsTester;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls every public method of `Bytes` at and across the ends, between two guard zones.
class ArenaBytesBoundsTest {
    private static final int CAPACITY_BYTES = 64;
    private static final int GUARD_BYTES = 64;
    private static final byte GUARD = 0x5A;
    private static final int CALL_COUNT = 100;

    /// What tells nothing of the memory and changes nothing, always or for some arguments.
    private static final Set<String> HARMLESS =
            Set.of(
                    "adjustHexDumpIndentation", "byteCheckSum", "byteOrder", "bytesMethodReader",
                    "bytesMethodReaderBuilder", "bytesStore", "canReadDirect", "canWriteDirect",
                    "capacity", "chars", "codePoints", "contentEquals", "startsWith",
                    "ensureCapacity", "equalBytes",
                    "fpAppend0", "indexOf", "inputStream", "inside", "isClear", "isDirectMemory",
                    "isElastic", "isEmpty", "isEqual", "lastDecimalPlaces", "lastNumberHadDigits",
                    "length", "lengthWritten", "lenient", "outputStream", "read", "readLimit",
                    "readPosition", "readPositionForHeader", "readRemaining", "readWrite",
                    "reader", "realCapacity", "realReadRemaining", "realWriteRemaining",
                    "refCount", "referenceId", "referenceName", "retainedHexDumpDescription",
                    "safeLimit", "sharedMemory", "singleThreadedCheckDisabled", "start",
                    "toDebugString", "toHexString", "unchecked", "underlyingObject",
                    "writeHexDumpDescription", "writeLimit", "writePosition", "writeRemaining",
                    "writer");

    static Stream<Method> methods() {
        return Arrays.stream(Bytes.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge());
    }

    @Test
    void coversTheWholeOfChroniclesBytes() {
        assertThat(methods().count()).isGreaterThan(350);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void touchesNothingOutsideItsCapacity(Method method) throws Exception {
        Random random = random(method);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment whole = arena.allocate(2 * GUARD_BYTES + CAPACITY_BYTES);
            whole.fill(GUARD);
            for (int i = 0; i < CALL_COUNT; i++) {
                Bytes<?> bytes = anyState(whole.asSlice(GUARD_BYTES, CAPACITY_BYTES), random);
                call(method, bytes, random);
                assertGuardsAreWhole(whole);
                assertCursorsAreInOrder(bytes);
            }
        }
    }

    @Test
    void refusesEveryMethodOnceItsMemoryIsGone() throws Exception {
        Arena arena = Arena.ofConfined();
        MemorySegment memory = arena.allocate(CAPACITY_BYTES);
        Bytes<?> bytes = new ArenaBytes(memory).writeLong(1).writeLong(2);
        arena.close();
        assertThat(namesThatDoNotThrow(bytes)).isSubsetOf(HARMLESS);
        assertThatThrownBy(bytes::readInt)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("bytes used after their memory ended or was rewound");
    }

    @Test
    void refusesEveryMethodOnAnotherThread() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            Bytes<?> bytes = new ArenaBytes(arena.allocate(CAPACITY_BYTES));
            bytes.writeLong(1).writeLong(2);
            Set<String> names = new TreeSet<>();
            Thread thread =
                    new Thread(
                            () -> {
                                names.addAll(namesThatDoNotThrow(bytes));
                                assertThatThrownBy(bytes::readInt)
                                        .isExactlyInstanceOf(WrongThreadException.class)
                                        .hasMessage(
                                                "bytes used by a thread that does not own them:"
                                                        + " thread=stranger");
                                names.add("done");
                            },
                            "stranger");
            thread.start();
            thread.join();
            assertThat(names).contains("done");
            names.remove("done");
            assertThat(names).isSubsetOf(HARMLESS);
            assertThat(bytes.refCount()).isEqualTo(1);
        }
    }

    private static Set<String> namesThatDoNotThrow(Bytes<?> bytes) {
        Set<String> names = new TreeSet<>();
        methods()
                .filter(method -> !method.getName().startsWith("release"))
                .filter(method -> call(method, bytes, random(method)) == null)
                .forEach(method -> names.add(method.getName()));
        return names;
    }

    private static Random random(Method method) {
        return new Random(method.toGenericString().hashCode());
    }

    private static ArenaBytes anyState(MemorySegment memory, Random random) {
        ArenaBytes bytes = new ArenaBytes(memory);
        long writeLimit = random.nextInt(3) > 0 ? CAPACITY_BYTES : random.nextInt(CAPACITY_BYTES);
        bytes.writeLimit(writeLimit);
        bytes.writePosition(Math.max(0, writeLimit - random.nextInt(20)));
        bytes.readPosition(Math.max(0, bytes.writePosition() - random.nextInt(20)));
        return bytes;
    }

    /// {@return what it threw, or null}
    private static @Nullable Throwable call(Method method, Bytes<?> bytes, Random random) {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes())
                        .map(type -> argument(type, bytes, random))
                        .toArray();
        try {
            method.invoke(bytes, arguments);
            return null;
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof LinkageError
                    || thrown.getCause() instanceof VirtualMachineError) {
                throw new AssertionError(method.toString(), thrown.getCause());
            }
            return thrown.getCause();
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static @Nullable Object argument(Class<?> type, Bytes<?> bytes, Random random) {
        return switch (type.getSimpleName()) {
            case "long" -> number(random);
            case "int" -> (int) number(random);
            case "short" -> (short) random.nextInt();
            case "byte" -> (byte) random.nextInt();
            case "char" -> (char) random.nextInt();
            case "boolean" -> random.nextBoolean();
            case "double" -> random.nextGaussian() * 1e9;
            case "float" -> (float) random.nextGaussian();
            case "byte[]" -> new byte[random.nextInt(80)];
            case "char[]" -> new char[random.nextInt(80)];
            case "Object[]" -> new Object[0];
            case "Class[]" -> new Class<?>[0];
            case "String", "CharSequence" -> "h\u00e9\ud800llo\0".repeat(random.nextInt(14));
            case "BigDecimal" -> new BigDecimal("12345678901234567890.123");
            case "BigInteger" -> BigInteger.TWO.pow(random.nextInt(600));
            case "Enum" -> Thread.State.TIMED_WAITING;
            case "Class" -> Thread.State.class;
            default -> streamArgument(type, bytes, random);
        };
    }

    private static @Nullable Object streamArgument(Class<?> type, Bytes<?> bytes, Random random) {
        if (type == StringBuilder.class || type == Appendable.class) {
            StringBuilder text = new StringBuilder();
            text.setLength(random.nextInt(3));
            return text;
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.allocate(random.nextInt(80));
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[random.nextInt(80)]);
        }
        if (type == OutputStream.class) {
            return new ByteArrayOutputStream();
        }
        if (type == StopCharTester.class) {
            return StopCharTesters.SPACE_STOP;
        }
        if (type == StopCharsTester.class) {
            return (StopCharsTester) (first, second) -> first == ' ';
        }
        if (List.of(Bytes.class, BytesStore.class, RandomDataInput.class, BytesOut.class)
                .contains(type)) {
            return random.nextBoolean()
                    ? bytes
                    : new ArenaBytes(MemorySegment.ofArray(new byte[80]))
                            .writeSkip(random.nextInt(80));
        }
        return null;
    }

    private static long number(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> -1;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Integer.MAX_VALUE;
            case 4 -> random.nextInt(CAPACITY_BYTES);
            case 5 -> 1L << 32 | random.nextInt(CAPACITY_BYTES);
            case 6 -> -random.nextInt(CAPACITY_BYTES);
            default -> CAPACITY_BYTES - 10L + random.nextInt(20);
        };
    }

    private static void assertGuardsAreWhole(MemorySegment whole) {
        for (int i = 0; i < GUARD_BYTES; i++) {
            long after = (long) GUARD_BYTES + CAPACITY_BYTES + i;
            if (whole.get(ValueLayout.JAVA_BYTE, i) != GUARD
                    || whole.get(ValueLayout.JAVA_BYTE, after) != GUARD) {
                throw new AssertionError("guard zone written: index=" + i);
            }
        }
    }

    private static void assertCursorsAreInOrder(Bytes<?> bytes) {
        assertThat(bytes.readPosition()).isBetween(0L, bytes.writePosition());
        assertThat(bytes.writePosition()).isBetween(0L, bytes.writeLimit());
        assertThat(bytes.writeLimit()).isBetween(0L, (long) CAPACITY_BYTES);
    }
}
