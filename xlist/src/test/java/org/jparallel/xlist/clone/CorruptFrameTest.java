// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A corrupt frame")
final class CorruptFrameTest {
    private static final int ROUND_COUNT = 50_000;

    private record Node(String name, @Nullable Object other, int number) {}

    @Test
    void isRefusedWhereverItIsCut() {
        byte[] frame = frame(value());
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(CorruptFrameException.class);
        }
    }

    @Test
    void isRefusedWithBytesAfterItsEnd() {
        byte[] frame = frame("abc");
        assertThatThrownBy(() -> read(Arrays.copyOf(frame, frame.length + 2)))
                .isInstanceOf(CorruptFrameException.class)
                .hasMessage("corrupt frame: bytes after the end: value=2 offset=5 byteCount=7");
    }

    @Test
    void isRefusedWhateverBitsChange() {
        byte[] frame = frame(value());
        Random random = new Random(20_261_121);
        int refusedCount = 0;
        for (int i = 0; i < ROUND_COUNT; i++) {
            byte[] changed = frame.clone();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            refusedCount += isRefused(changed) ? 1 : 0;
        }
        assertThat(refusedCount).isGreaterThan(ROUND_COUNT / 4);
        assertThat(Isomorphism.between(value(), read(frame))).isEmpty();
    }

    @Test
    void isRefusedWhateverBitsOfRarerKindsChange() {
        byte[] frame = frame(rarer());
        Random random = new Random(20_261_122);
        int refusedCount = 0;
        for (int i = 0; i < ROUND_COUNT; i++) {
            byte[] changed = frame.clone();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            refusedCount += isRefused(changed) ? 1 : 0;
        }
        assertThat(refusedCount).isGreaterThan(ROUND_COUNT / 10);
    }

    @Test
    void isRefusedWhenItIsNoise() {
        Random random = new Random(1);
        for (int i = 0; i < ROUND_COUNT; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            for (int j = 0; j < noise.length; j++) {
                noise[j] &= 0x7f;
            }
            isRefused(noise);
        }
    }

    @Test
    void allocatesNoMoreThanItsBytesCanMean() {
        for (int tag = 0; tag < FrameLayout.TAG_COUNT; tag++) {
            byte[] huge = {(byte) tag, -1, -1, -1, -1, 7, -1, -1, -1, -1, 7, 0, 0};
            isRefused(huge);
            byte[] hugeOfAClass = {(byte) tag, 0, -1, -1, -1, -1, 7, 0, 0};
            isRefused(hugeOfAClass);
        }
    }

    /// Fails with anything but what a reader may throw: its own exception, or the one of a JDK
    /// collection that is given elements which it cannot hold.
    private static boolean isRefused(byte[] frame) {
        try {
            read(frame);
            return false;
        } catch (CorruptFrameException expected) {
            return true;
        } catch (ClassCastException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException ofACollection) {
            assertThat(ofACollection.getStackTrace()).isNotNull();
            return true;
        }
    }

    private static Object value() {
        List<Object> list = new ArrayList<>(List.of(1, 2L, "three", 4.0, "x".repeat(70)));
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("list", list);
        map.put("node", new Node("n", list, 5));
        map.put("array", new Object[] {list, new int[] {1, 2, 3}, null});
        map.put("immutable", List.of(Set.of(1), Map.of("k", 2), Optional.of(3)));
        map.put("sorted", new TreeMap<>(Map.of("a", 1, "b", 2)));
        map.put("hash", new HashMap<>(Map.of("a", 1)));
        map.put("wrapped", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        map.put("states", EnumSet.of(Thread.State.NEW));
        map.put("time", ZonedDateTime.parse("2025-01-02T03:04:05+01:00[Europe/Berlin]"));
        map.put("decimal", new BigDecimal("1.50"));
        map.put("buffer", ByteBuffer.allocate(5));
        list.add(map);
        return map;
    }

    private static Object rarer() {
        IllegalStateException failure = new IllegalStateException("m", new IOException("n"));
        failure.setStackTrace(Arrays.copyOf(failure.getStackTrace(), 2));
        failure.addSuppressed(new URISyntaxException("input", "reason", 2));
        AtomicReference<Object> reference = new AtomicReference<>();
        reference.set(List.of(reference, failure));
        Properties properties = new Properties(new Properties());
        properties.setProperty("k", "v");
        return List.of(
                reference,
                properties,
                Pattern.compile("a(b|c)*"),
                // A class that has no instances, for whoever takes its number for another one's.
                VirtualMachineError.class,
                new ArrayBlockingQueue<>(3, true, List.of(1)),
                new ConcurrentSkipListMap<>(Map.of("a", 1)),
                Collections.newSetFromMap(new ConcurrentHashMap<>()),
                new AtomicReferenceArray<>(new Object[] {1, 2}),
                InetSocketAddress.createUnresolved("h", 80),
                Locale.forLanguageTag("zh-Hant-TW"),
                TimeZone.getTimeZone("Europe/Berlin"),
                IntBuffer.wrap(new int[] {1, 2, 3}),
                BitSet.valueOf(new long[] {5}),
                URI.create("http://h/p"));
    }

    private static byte[] frame(Object value) {
        CloneWriter writer = CloneWriter.current();
        writer.write(value);
        byte[] bytes = new byte[(int) writer.byteCount()];
        MemorySegment.copy(
                FrameMemory.ALL, ValueLayout.JAVA_BYTE, writer.address(), bytes, 0, bytes.length);
        writer.reset();
        return bytes;
    }

    private static @Nullable Object read(byte[] frame) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(frame.length, 1));
            MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, 0, frame.length);
            return CloneReader.current().read(memory.address(), frame.length);
        }
    }
}
