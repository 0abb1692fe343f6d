// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jparallel.xlist.battery.BatteryCase.checked;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jparallel.xlist.StructuredClone;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jspecify.annotations.Nullable;

/// The cases of `ImageBitmap`: a class with clone steps of its own, alone, in an array, in a map.
final class BitmapCases {
    static {
        StructuredClone.register(new BitmapType());
    }

    private BitmapCases() {}

    static Stream<BatteryCase> all() {
        return Stream.concat(
                cases(
                        "ImageBitmap 1x1 transparent black",
                        "ImageBitmap 1x1 transparent black",
                        new byte[] {0, 0, 0, 0}),
                cases(
                        "ImageBitmap 1x1 non-transparent non-black",
                        "ImageBitmap 1x1 transparent non-black",
                        new byte[] {100, 101, 102, 103}));
    }

    private static Stream<BatteryCase> cases(String name, String innerName, byte[] pixels) {
        return Stream.of(
                checked(name, () -> new Bitmap(1, 1, pixels), BitmapCases::compare),
                checked(
                        "Array ImageBitmap object, " + innerName,
                        () -> new Bitmap[] {new Bitmap(1, 1, pixels)},
                        (original, copy) -> compare(original[0], copy[0])),
                checked(
                        "Object ImageBitmap object, " + innerName,
                        () -> Map.of("bitmap", new Bitmap(1, 1, pixels)),
                        (original, copy) -> compare(original.get("bitmap"), copy.get("bitmap"))));
    }

    private static void compare(@Nullable Bitmap original, @Nullable Bitmap copy) {
        Objects.requireNonNull(original);
        Objects.requireNonNull(copy);
        assertThat(copy).isNotSameAs(original);
        assertThat(List.of(copy.width, copy.height))
                .isEqualTo(List.of(original.width, original.height));
        assertThat(copy.pixels).isEqualTo(original.pixels).isNotSameAs(original.pixels);
    }

    /// Neither a record nor annotated: only its clone type knows what is in it.
    private static final class Bitmap {
        private final int width;
        private final int height;
        private final byte[] pixels;

        Bitmap(int width, int height, byte[] pixels) {
            this.width = width;
            this.height = height;
            this.pixels = pixels;
        }
    }

    private static final class BitmapType implements CloneType<Bitmap> {
        @Override
        public Class<Bitmap> type() {
            return Bitmap.class;
        }

        @Override
        public void write(Bitmap bitmap, CloneSink sink) {
            sink.putInt(bitmap.width);
            sink.putInt(bitmap.height);
            sink.putBytes(bitmap.pixels);
        }

        @Override
        public Bitmap read(CloneSource source) {
            return new Bitmap(source.takeInt(), source.takeInt(), source.takeBytes());
        }
    }
}
