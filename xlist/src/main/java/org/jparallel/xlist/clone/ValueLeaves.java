// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jparallel.arena.ArenaCollection;

/// Large numbers, identifiers, primitive optionals, the JDK's singletons, collections of an arena.
final class ValueLeaves {
    /// Objects that there is one of in the process; they stay the very same.
    private static final List<Object> SINGLETONS =
            List.of(
                    Collections.EMPTY_LIST,
                    Collections.EMPTY_SET,
                    Collections.EMPTY_MAP,
                    Collections.emptyNavigableSet(),
                    Collections.emptyNavigableMap(),
                    Collections.reverseOrder(),
                    String.CASE_INSENSITIVE_ORDER);

    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.BIG_INTEGER,
                            BigInteger.class,
                            ValueLeaves::putBigInteger,
                            ValueLeaves::takeBigInteger),
                    Leaf.ofObject(
                            FrameLayout.BIG_DECIMAL,
                            BigDecimal.class,
                            (value, output) -> {
                                output.putInt(value.scale());
                                putBigInteger(value.unscaledValue(), output);
                            },
                            input -> {
                                int scale = input.takeInt();
                                return new BigDecimal(takeBigInteger(input), scale);
                            }),
                    Leaf.ofObject(
                            FrameLayout.UUID,
                            UUID.class,
                            (value, output) -> {
                                output.putLong(value.getMostSignificantBits());
                                output.putLong(value.getLeastSignificantBits());
                            },
                            input -> new UUID(input.takeLong(), input.takeLong())),
                    Leaf.ofValue(
                            FrameLayout.OPTIONAL_INT,
                            OptionalInt.class,
                            (value, output) -> {
                                output.putByte(value.isPresent() ? 1 : 0);
                                output.putInt(value.orElse(0));
                            },
                            input -> {
                                boolean isPresent = input.takeByte() != 0;
                                int value = input.takeInt();
                                return isPresent ? OptionalInt.of(value) : OptionalInt.empty();
                            }),
                    Leaf.ofValue(
                            FrameLayout.OPTIONAL_LONG,
                            OptionalLong.class,
                            (value, output) -> {
                                output.putByte(value.isPresent() ? 1 : 0);
                                output.putLong(value.orElse(0));
                            },
                            input -> {
                                boolean isPresent = input.takeByte() != 0;
                                long value = input.takeLong();
                                return isPresent ? OptionalLong.of(value) : OptionalLong.empty();
                            }),
                    Leaf.ofValue(
                            FrameLayout.OPTIONAL_DOUBLE,
                            OptionalDouble.class,
                            (value, output) -> {
                                output.putByte(value.isPresent() ? 1 : 0);
                                output.putLong(Double.doubleToRawLongBits(value.orElse(0)));
                            },
                            input -> {
                                boolean isPresent = input.takeByte() != 0;
                                double value = Double.longBitsToDouble(input.takeLong());
                                return isPresent
                                        ? OptionalDouble.of(value)
                                        : OptionalDouble.empty();
                            }));

    /// Anything that lies in an arena; its clone lies in the Java heap.
    static final Leaf<ArenaCollection> ARENA_COLLECTION =
            Leaf.ofObject(
                    FrameLayout.ARENA_COLLECTION,
                    ArenaCollection.class,
                    ValueLeaves::putArenaCollection,
                    input -> ArenaCollection.decode(input.takeSpace(input.takeCount())));

    /// One of the singletons.
    static final Leaf<Object> SINGLETON =
            Leaf.ofValue(
                    FrameLayout.SINGLETON,
                    Object.class,
                    (value, output) -> output.putByte(indexOf(value)),
                    input -> SINGLETONS.get(input.takeByte()));

    private ValueLeaves() {}

    /// {@return the classes of the singletons}
    static List<Class<?>> singletonTypes() {
        return SINGLETONS.stream().<Class<?>>map(Object::getClass).toList();
    }

    private static int indexOf(Object value) {
        for (int i = 0; i < SINGLETONS.size(); i++) {
            // Not equals: of an empty list every other one is equal to it.
            if (SINGLETONS.get(i).getClass() == value.getClass()) {
                return i;
            }
        }
        throw new AssertionError("no singleton: type=" + value.getClass());
    }

    private static void putBigInteger(BigInteger value, FrameOutput output) {
        byte[] bytes = value.toByteArray();
        output.putCount(bytes.length);
        output.putArray(bytes, FrameMemory.BYTE, 0, bytes.length);
    }

    private static BigInteger takeBigInteger(FrameInput input) {
        byte[] bytes = new byte[input.takeCountOf(1)];
        input.takeArray(bytes, FrameMemory.BYTE, bytes.length);
        return new BigInteger(bytes);
    }

    private static void putArenaCollection(ArenaCollection value, FrameOutput output) {
        try {
            long byteCount = value.encodedBytes();
            output.putCount(byteCount);
            value.encodeTo(output.putSpace(byteCount));
        } catch (IllegalStateException | WrongThreadException dead) {
            throw new UncloneablePart(
                    "", value.getClass(), "its memory is closed to this thread", dead);
        }
    }
}
