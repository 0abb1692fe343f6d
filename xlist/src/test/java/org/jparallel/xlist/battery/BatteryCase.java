// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jparallel.xlist.NotCloneableException;
import org.jparallel.xlist.clone.Isomorphism;
import org.jspecify.annotations.Nullable;

/// One case of a battery: a name, a value, and what must come out of every door.
///
/// @param name that of the original case, with what it means in Java behind a colon if it means
///     something else
/// @param value makes the value
/// @param check what must come of it
record BatteryCase(String name, Callable<? extends @Nullable Object> value, Check check) {
    /// What must come of a value.
    @FunctionalInterface
    interface Check {
        /// Compares.
        ///
        /// @param original what went in
        /// @param copy what came out, null if something was thrown
        /// @param thrown what was thrown, or null
        void compare(
                @Nullable Object original, @Nullable Object copy, @Nullable Throwable thrown)
                throws Exception;
    }

    /// What must hold for a copy.
    @FunctionalInterface
    interface Condition<T> {
        /// Checks.
        ///
        /// @param original what went in
        /// @param copy what came out
        void check(T original, T copy) throws Exception;
    }

    /// A value that comes out the same, up to identity.
    static BatteryCase kept(String name, Callable<? extends @Nullable Object> value) {
        return new BatteryCase(
                name,
                value,
                (original, copy, thrown) -> {
                    assertThat(thrown).isNull();
                    assertThat(Isomorphism.between(original, copy)).isEmpty();
                });
    }

    /// A value of which something holds when it comes out.
    static <T> BatteryCase checked(String name, Callable<T> value, Condition<T> condition) {
        return new BatteryCase(
                name,
                value,
                (original, copy, thrown) -> {
                    assertThat(thrown).isNull();
                    assertThat(copy).as("class").hasSameClassAs(original);
                    condition.check(cast(original), cast(copy));
                });
    }

    /// A value that comes out as something else, of which something holds.
    static BatteryCase changed(String name, Callable<?> value, Condition<Object> condition) {
        return new BatteryCase(
                name,
                value,
                (original, copy, thrown) -> {
                    assertThat(thrown).isNull();
                    assertThat(copy).isNotNull();
                    condition.check(cast(original), cast(copy));
                });
    }

    /// A value that is refused with exactly this text; `*` stands for anything.
    static BatteryCase refused(String name, Callable<?> value, String message) {
        String pattern = ("\\Q" + message + "\\E").replace("*", "\\E.*\\Q");
        return new BatteryCase(
                name,
                value,
                (_, copy, thrown) -> {
                    assertThat(copy).isNull();
                    assertThat(thrown).isInstanceOf(NotCloneableException.class);
                    assertThat(String.valueOf(thrown.getMessage())).matches(pattern);
                });
    }

    // Of the class of the case, or the test fails.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T cast(@Nullable Object value) {
        return (T) value;
    }

    /// An array and a list of some values: what an array of JavaScript is.
    static List<Object> array(@Nullable Object... values) {
        return new ArrayList<>(List.of(values.clone(), new ArrayList<>(Arrays.asList(values))));
    }

    /// A map and a record of some values: what an object of JavaScript is.
    static Named object(@Nullable Object... values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Object value : values) {
            map.put("property" + map.size(), value);
        }
        return new Named(map, values.length == 0 ? null : values[0], values.clone());
    }

    /// An object with named properties.
    ///
    /// @param properties all of them
    /// @param first the first, or null
    /// @param rest all of them again, the same objects
    @SuppressWarnings("ArrayRecordComponent") // one that holds an array
    record Named(
            Map<String, @Nullable Object> properties,
            @Nullable Object first,
            @Nullable Object[] rest) {}
}
