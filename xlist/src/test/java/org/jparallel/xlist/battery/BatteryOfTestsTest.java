// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The battery of the web platform (`structured-clone-battery-of-tests.js`), each case under its
/// name and through every [Door].
class BatteryOfTestsTest {
    private final Async async = Async.open();

    @AfterEach
    void nothingIsLeft() {
        assertThat(async.activeContexts()).isZero();
        async.close();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private static List<BatteryCase> cases() {
        return Stream.of(
                        PrimitiveCases.all(),
                        DateAndPatternCases.all(),
                        ErrorCases.all(),
                        BlobCases.all(),
                        BitmapCases.all(),
                        ObjectCases.all(),
                        PlatformCases.all())
                .flatMap(cases -> cases)
                .toList();
    }

    @TestFactory
    Stream<DynamicContainer> passesEveryDoor() {
        return Doors.through(async, cases());
    }

    @Test
    void hasEveryCaseOnce() {
        assertThat(cases().stream().map(BatteryCase::name)).doesNotHaveDuplicates();
        // What an object of the platform is refused for are many cases here, and one there.
        assertThat(cases().stream().map(each -> each.name().replaceAll(": .*", "")).distinct())
                .hasSize(132);
    }
}
