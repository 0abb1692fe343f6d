// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jparallel.guard.AnyThread;

/// The parameters of a query or of a form, in the order they came; a name may come again.
///
/// They are taken apart as the URL Standard's parser of `application/x-www-form-urlencoded` does:
/// at each `&`, an empty part is skipped, a part without `=` is a name with an empty value, `+` is
/// a blank. Unlike there, an escape without its two digits and bytes that are not UTF-8 are refused
/// rather than repaired, since what they meant cannot be known.
///
/// **Memory**: strings of the Java heap, made when the parameters are first asked for.
@AnyThread
public final class Parameters {
    /// How many parameters a query or a form may have.
    public static final int LIMIT_PARAMETERS = 1_000;

    private static final Parameters NONE = new Parameters(Map.of(), 0);

    private final Map<String, List<String>> values;
    private final int size;

    private Parameters(Map<String, List<String>> values, int size) {
        this.values = values;
        this.size = size;
    }

    /// {@return no parameters}
    static Parameters none() {
        return NONE;
    }

    /// Takes the bytes of a query or a form apart.
    ///
    /// @throws BadRequestException if an escape is broken, a name or value not UTF-8, or there are
    ///     more than [#LIMIT_PARAMETERS]
    static Parameters parse(MemorySegment bytes, int from, int to) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int size = 0;
        int begin = from;
        while (begin < to) {
            int end = indexOf('&', bytes, begin, to);
            if (end > begin) {
                if (size++ == LIMIT_PARAMETERS) {
                    throw new BadRequestException(
                            "too many parameters: limitParameters=" + LIMIT_PARAMETERS);
                }
                int equals = indexOf('=', bytes, begin, end);
                String name = decode(bytes, begin, equals, from);
                String value = decode(bytes, Math.min(equals + 1, end), end, from);
                values.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
            }
            begin = end + 1;
        }
        values.replaceAll((name, list) -> List.copyOf(list));
        return new Parameters(Collections.unmodifiableMap(values), size);
    }

    /// {@return the first value of a name, or nothing if the name did not come}
    ///
    /// @param name the name, which is told from others by case
    public Optional<String> value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /// {@return all values of a name, in the order they came, or an empty list}
    ///
    /// @param name the name, which is told from others by case
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// {@return the names, in the order they first came}
    public Set<String> names() {
        return values.keySet();
    }

    /// {@return how many parameters there are, each value counted}
    public int size() {
        return size;
    }

    /// {@return names and values, as they would be written in Java}
    @Override
    public String toString() {
        return values.toString();
    }

    private static String decode(MemorySegment bytes, int partFrom, int partTo, int origin) {
        return PathText.decode(bytes, partFrom, partTo, ' ', origin);
    }

    private static int indexOf(char character, MemorySegment bytes, int from, int to) {
        int at = from;
        while (at < to && bytes.get(ValueLayout.JAVA_BYTE, at) != character) {
            at++;
        }
        return at;
    }
}
