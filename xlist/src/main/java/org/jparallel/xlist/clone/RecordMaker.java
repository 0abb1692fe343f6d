// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes records out of the values of their fields.
///
/// @param constructor the canonical one
/// @param names of its parameters
record RecordMaker(Constructor<?> constructor, List<String> names) {
    /// {@return the maker of a record class whose package is open}
    static RecordMaker of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return new RecordMaker(
                    canonical, Arrays.stream(components).map(RecordComponent::getName).toList());
        } catch (NoSuchMethodException impossible) {
            throw new LinkageError("no canonical constructor: type=" + type, impossible);
        }
    }

    /// {@return a record; what its constructor throws is passed on as it is}
    Object make(FinalFields fields, @Nullable Object[] values) {
        Map<String, @Nullable Object> byName = HashMap.newHashMap(values.length);
        for (int i = 0; i < values.length; i++) {
            byName.put(fields.name(i), values[i]);
        }
        return UserCode.make(constructor, names.stream().map(byName::get).toArray());
    }
}
