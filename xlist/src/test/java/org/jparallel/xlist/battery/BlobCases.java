// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.checked;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.object;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The cases of blobs, files, lists of files and images: bytes, paths, empty collections, records
/// with bytes.
final class BlobCases {
    private static final Map<String, byte[]> BLOBS = new LinkedHashMap<>();

    static {
        BLOBS.put("Blob basic", new byte[] {'f', 'o', 'o'});
        BLOBS.put(
                "Blob unpaired high surrogate (invalid utf-8)",
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        BLOBS.put(
                "Blob unpaired low surrogate (invalid utf-8)",
                new byte[] {(byte) 0xed, (byte) 0xb0, (byte) 0x80});
        BLOBS.put(
                "Blob paired surrogates (invalid utf-8)",
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xed, (byte) 0xb0,
                    (byte) 0x80});
        BLOBS.put("Blob empty", new byte[0]);
        BLOBS.put("Blob NUL", new byte[] {0});
    }

    private BlobCases() {}

    @SuppressWarnings("ArrayRecordComponent") // one that holds an array
    private record Image(int width, int height, byte[] data) {}

    static Stream<BatteryCase> all() {
        return Stream.of(blobs(), files(), images()).flatMap(List::stream);
    }

    private static List<BatteryCase> blobs() {
        List<BatteryCase> cases = new ArrayList<>();
        BLOBS.forEach(
                (name, bytes) -> {
                    cases.add(kept(name, () -> forms(bytes)));
                    cases.add(kept("Array Blob object, " + name, () -> array(forms(bytes))));
                    cases.add(kept("Object Blob object, " + name, () -> object(forms(bytes))));
                });
        cases.add(
                kept(
                        "Array Blob object, two Blobs",
                        () -> {
                            byte[] twice = {1, 2};
                            return new byte[][] {twice, {1, 2}, twice};
                        }));
        return cases;
    }

    /// As an array, as buffers on and off the heap, and as memory.
    private static Object[] forms(byte[] bytes) {
        ByteBuffer heap = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 2).put(1, bytes);
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.length));
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
        return new Object[] {
            bytes.clone(),
            heap.position(bytes.length),
            direct.limit(bytes.length + 1),
            direct.slice().asReadOnlyBuffer(),
            memory,
            MemorySegment.ofArray(bytes.clone()).asReadOnly()
        };
    }

    private static List<BatteryCase> files() {
        return List.of(
                kept(
                        "File basic: by its path, never its contents",
                        () ->
                                array(
                                        new File("foo"),
                                        Path.of("foo", "..", "bar"),
                                        URI.create("file:///foo%20bar"))),
                kept("FileList empty", BlobCases::empty),
                kept("Array FileList object, FileList empty", () -> array(empty())),
                kept("Object FileList object, FileList empty", () -> object(empty())));
    }

    private static Object[] empty() {
        return new Object[] {
            List.of(), Set.of(), Map.of(), Collections.emptyList(), Collections.emptySet(),
            Collections.emptyMap(), new ArrayList<>(), new HashMap<>(), new HashSet<>(),
            new TreeMap<>(), new ArrayDeque<>(), new Object[0], new int[0], new String[0][]
        };
    }

    private static List<BatteryCase> images() {
        List<BatteryCase> cases = new ArrayList<>();
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("ImageData 1x1 transparent black", new byte[] {0, 0, 0, 0});
        images.put("ImageData 1x1 non-transparent non-black", new byte[] {100, 101, 102, 103});
        images.forEach(
                (name, data) -> {
                    cases.add(
                            checked(
                                    name,
                                    () -> new Image(1, 1, data.clone()),
                                    BlobCases::compare));
                    cases.add(
                            checked(
                                    "Array ImageData object, " + name,
                                    () -> new Image[] {new Image(1, 1, data.clone())},
                                    (original, copy) -> compare(original[0], copy[0])));
                    cases.add(
                            checked(
                                    "Object ImageData object, " + name,
                                    () -> Map.of("image", new Image(1, 1, data.clone())),
                                    (original, copy) ->
                                            compare(original.get("image"), copy.get("image"))));
                });
        return cases;
    }

    private static void compare(Image original, Image copy) {
        assertThat(copy.width).isEqualTo(original.width);
        assertThat(copy.height).isEqualTo(original.height);
        assertThat(copy.data).isEqualTo(original.data).isNotSameAs(original.data);
        copy.data[0]++;
        assertThat(copy.data[0]).isNotEqualTo(original.data[0]);
    }
}
