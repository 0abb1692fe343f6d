// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jparallel.xlist.region.RegionView;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.Viewable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What came out of a message")
final class FirstUseTest {
    /// Something that refers to a region.
    ///
    /// @param name what it is
    /// @param make makes it of a region of 32 bytes
    record Part(String name, Function<Region, Object> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                new Part("the region", region -> region),
                new Part("a slice to the end", region -> region.slice(16)),
                new Part("a slice", region -> region.slice(16, 8)),
                new Part("ints", Region::ints),
                new Part("some ints", region -> region.ints(16, 2)),
                new Part("longs", region -> region.longs(16)),
                new Part("doubles", region -> region.doubles(16, 2)));
    }

    private static Viewable region(Object part) {
        return switch (part) {
            case Region region -> region;
            case RegionSlice slice -> slice.region();
            case RegionView view -> view.region();
            default -> throw new AssertionError(part);
        };
    }

    private static void use(Object part) {
        Viewable region = region(part);
        assertThat(region.longs().at(2)).isEqualTo(42);
        if (part instanceof RegionSlice slice) {
            assertThat(slice.segment().byteSize()).isEqualTo(slice.byteSize());
        }
        region.close();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void belongsToTheFirstThatUsesItNotToTheOneThatTookIt(Part part) throws Exception {
        try (XList<Object> list = new XList<>();
                Region region = Region.allocate(32)) {
            region.longs().set(2, 42);
            list.push(part.make.apply(region));
            use(Threads.start(list::pop).result());
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void belongsToTheMainThreadIfItIsTheResultOfAFuture(Part part) {
        try (Async async = Async.open()) {
            Object result =
                    async.<Integer, Object>future(
                                    _ -> {
                                        Region region = Region.allocate(32);
                                        region.longs().set(2, 42);
                                        return part.make.apply(region);
                                    },
                                    0)
                            .join();
            use(result);
        }
    }

    @Test
    void ofASharedRegionBelongsToTheFirstThatUsesItToo() throws Exception {
        try (XList<LongView> list = new XList<>();
                SharedRegion region = SharedRegion.allocate(32)) {
            region.longs().set(2, 42);
            list.push(region.longs(16, 2));
            LongView taken = Threads.start(list::pop).result();
            assertThat(taken.at(0)).isEqualTo(42);
            taken.region().close();
            assertThat(region.holderCount()).isOne();
        }
    }

    @Test
    void isNotUsedByMakingMorePartsOfIt() throws Exception {
        try (XList<Region> list = new XList<>();
                Region region = Region.allocate(32)) {
            list.push(region);
            Region taken = list.pop();
            List<Object> parts = parts().map(part -> part.make.apply(taken)).toList();
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> taken.slice(33))
                    .withMessage("slice out of bounds: offsetBytes=33 regionBytes=32");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> taken.longs(0, 5))
                    .withMessage("view out of bounds: offsetBytes=0 size=5 regionBytes=32");
            assertThat(Threads.start(taken::byteSize).result()).isEqualTo(32);
            assertThat(Threads.start(() -> ((RegionView) parts.getLast()).size()).failure())
                    .isInstanceOf(WrongThreadException.class);
        }
    }
}
