// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import static org.jparallel.xlist.battery.BatteryCase.array;
import static org.jparallel.xlist.battery.BatteryCase.kept;
import static org.jparallel.xlist.battery.BatteryCase.object;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cases of primitive values, bare, in arrays and in objects, and those of their wrappers,
/// which Java has no other form of.
final class PrimitiveCases {
    static final String LONE_HIGH = "\ud800";
    static final String LONE_LOW = "\udc00";
    static final String NUL = "\0";
    static final String ASTRAL = "\udbff\udffd";

    private static final List<String> NUMBERS =
            List.of(
                    "0.2", "0", "-0", "NaN", "Infinity", "-Infinity", "9007199254740992",
                    "-9007199254740992", "9007199254740994", "-9007199254740994");

    private static final List<String> BIG =
            List.of(
                    "0", "-0", "-9007199254740994000", "-" + "9007199254740994000".repeat(4));

    private PrimitiveCases() {}

    static Stream<BatteryCase> all() {
        return Stream.of(bare(), numbers(), bigs(), mixed(), booleans(), strings(), boxes())
                .flatMap(List::stream);
    }

    private static List<BatteryCase> bare() {
        return List.of(
                kept("primitive undefined: an empty Optional is not null", Optional::empty),
                kept("primitive null", () -> null),
                kept("primitive true", () -> true),
                kept("primitive false", () -> false),
                kept("primitive string, empty string", () -> ""),
                kept("primitive string, lone high surrogate", () -> LONE_HIGH),
                kept("primitive string, lone low surrogate", () -> LONE_LOW),
                kept("primitive string, NUL", () -> NUL),
                kept("primitive string, astral character", () -> ASTRAL));
    }

    /// As a `double`, and as every other type that holds the number.
    static List<Object> forms(String number) {
        List<Object> forms = new ArrayList<>();
        double value = Double.parseDouble(number);
        forms.add(value);
        forms.add((float) value);
        if (value == (long) value) {
            long integer = (long) value;
            forms.add(integer);
            forms.add((int) integer);
            forms.add((short) integer);
            forms.add((byte) integer);
            forms.add((char) integer);
            forms.add(BigDecimal.valueOf(integer).setScale(2));
            forms.add(new BigDecimal(BigInteger.valueOf(integer), -5));
        }
        if (Double.isNaN(value)) {
            forms.add(Double.longBitsToDouble(0x7ff8000000000005L));
            forms.add(Float.intBitsToFloat(0x7fc00005));
        }
        return forms;
    }

    private static List<BatteryCase> numbers() {
        return NUMBERS.stream()
                .map(number -> kept("primitive number, " + number, () -> forms(number)))
                .toList();
    }

    private static List<BatteryCase> bigs() {
        return BIG.stream()
                .map(
                        digits ->
                                kept(
                                        "primitive BigInt, " + digits + "n",
                                        () ->
                                                List.of(
                                                        new BigInteger(digits),
                                                        new BigInteger(digits).shiftLeft(50_000),
                                                        new BigDecimal(digits + ".00"))))
                .toList();
    }

    private static @Nullable Object[] allPrimitives() {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(null);
        all.addAll(List.of(true, false, "", LONE_HIGH, LONE_LOW, NUL, ASTRAL));
        NUMBERS.forEach(number -> all.addAll(forms(number)));
        BIG.forEach(digits -> all.add(new BigInteger(digits)));
        return all.toArray();
    }

    private static List<BatteryCase> mixed() {
        return List.of(
                kept("Array primitives", () -> array(allPrimitives())),
                kept("Object primitives", () -> object(allPrimitives())));
    }

    private static List<BatteryCase> booleans() {
        return List.of(
                kept("Boolean true", () -> new Boolean[] {true}),
                kept("Boolean false", () -> new Boolean[] {false}),
                kept("Array Boolean objects", () -> array(true, false)),
                kept("Object Boolean objects", () -> object(true, false)));
    }

    /// As a string, a builder, characters, and a key.
    @SuppressWarnings("UnnecessaryStringBuilder") // it is the value
    private static Callable<Object> forms(String name, String value) {
        return () -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put(name, new String(value.toCharArray()));
            map.put(value, value.toCharArray());
            return array(map, new String[] {value}, new StringBuilder(value), object(value));
        };
    }

    private static List<BatteryCase> strings() {
        Object[] all = {"", LONE_HIGH, LONE_LOW, NUL, ASTRAL};
        return List.of(
                kept("String empty string", forms("name", "")),
                kept("String lone high surrogate", forms("name", LONE_HIGH)),
                kept("String lone low surrogate", forms("name", LONE_LOW)),
                kept("String NUL", forms("name", NUL)),
                kept("String astral character", forms("name", ASTRAL)),
                kept("Array String objects", () -> array(all)),
                kept("Object String objects", () -> object(all)));
    }

    private static List<BatteryCase> boxes() {
        List<BatteryCase> cases = new ArrayList<>();
        for (String number : NUMBERS) {
            cases.add(
                    kept(
                            "Number " + number,
                            () ->
                                    array(
                                            forms(number).toArray(),
                                            new LinkedHashSet<>(forms(number)))));
        }
        cases.add(
                kept(
                        "BigInt -9007199254740994n",
                        () -> new BigInteger[] {new BigInteger("-9007199254740994")}));
        Object[] doubles = NUMBERS.stream().map(Double::valueOf).toArray();
        cases.add(kept("Array Number objects", () -> array(doubles)));
        cases.add(kept("Object Number objects", () -> object(doubles)));
        return cases;
    }
}
