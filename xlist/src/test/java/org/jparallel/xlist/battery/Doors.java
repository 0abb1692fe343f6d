// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jparallel.Async;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/// Every [Door], and all cases of a battery through each.
final class Doors {
    private Doors() {}

    /// {@return a container for each door, with all cases under their names}
    static Stream<DynamicContainer> through(Async async, List<BatteryCase> cases) {
        return Arrays.stream(Door.values())
                .map(
                        door ->
                                DynamicContainer.dynamicContainer(
                                        door.name(),
                                        cases.stream().map(each -> test(async, door, each))));
    }

    private static DynamicTest test(Async async, Door door, BatteryCase battery) {
        return DynamicTest.dynamicTest(battery.name(), () -> run(async, door, battery));
    }

    private static void run(Async async, Door door, BatteryCase battery) throws Exception {
        Object original = battery.value().call();
        Object copy = null;
        Throwable thrown = null;
        try {
            copy = door.pass(async, original);
        } catch (AssertionError broken) {
            throw broken;
        } catch (Throwable refused) {
            thrown = refused;
        }
        battery.check().compare(original, (@Nullable Object) copy, thrown);
    }
}
