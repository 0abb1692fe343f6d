// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The values of the batteries, as a corpus of other tests.
public final class BatteryValues {
    private BatteryValues() {}

    /// {@return new values of every kind; some of them cannot be cloned}
    ///
    /// @throws Exception what making one throws
    public static List<Object> all() throws Exception {
        List<Object> values = new ArrayList<>();
        List<BatteryCase> cases =
                Stream.of(
                                PrimitiveCases.all(),
                                DateAndPatternCases.all(),
                                ErrorCases.all(),
                                BlobCases.all(),
                                BitmapCases.all(),
                                ObjectCases.all(),
                                PlatformCases.all())
                        .flatMap(each -> each)
                        .toList();
        for (BatteryCase each : cases) {
            Object value = each.value().call();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
