// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The classes that frames name, by number. One table for the process, so that a frame can be read
/// by any thread, whatever its context class loader, and no class is ever looked up by name.
///
/// **Memory.** Numbers are never used again. Classes of the boot, platform and system class loaders
/// live for ever anyway. Others are held weakly, and so can be unloaded: a frame does not keep
/// alive the class that it names. It costs a weak reference for each class that was.
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `entries` | any thread, under the lock of this class | release | any thread | acquire |
final class ClassTable {
    private static final VarHandle ENTRIES;

    static {
        try {
            ENTRIES =
                    MethodHandles.lookup()
                            .findStaticVarHandle(ClassTable.class, "entries", Entry[].class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private static final ClassValue<Integer> NUMBERS =
            new ClassValue<>() {
                @Override
                protected Integer computeValue(Class<?> type) {
                    return add(type);
                }
            };

    @SuppressWarnings("FieldMayBeFinal") // written through ENTRIES
    private static Entry[] entries = {};

    private ClassTable() {}

    /// {@return the number of a class, the same for ever}
    static int number(Class<?> type) {
        return NUMBERS.get(type);
    }

    /// {@return the class whose number comes next}
    ///
    /// @throws CorruptFrameException if no class has it
    /// @throws IllegalStateException if the class has been unloaded
    static Class<?> take(FrameInput input) {
        // Pairs with the release in add(): who got a number got it after that, so it is there.
        Entry[] known = (Entry[]) ENTRIES.getAcquire();
        long number = input.takeCount();
        if (number >= known.length) {
            throw input.corrupt("unknown class", number);
        }
        Class<?> type = known[(int) number].type();
        if (type == null) {
            throw new IllegalStateException("class unloaded before its value was read: name="
                    + known[(int) number].name);
        }
        return type;
    }

    private static synchronized int add(Class<?> type) {
        Entry[] longer = Arrays.copyOf(entries, entries.length + 1);
        longer[entries.length] = Entry.of(type);
        // Pairs with the acquire in take().
        ENTRIES.setRelease(longer);
        return longer.length - 1;
    }

    private static boolean livesForEver(@Nullable ClassLoader loader) {
        return loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || loader == ClassLoader.getSystemClassLoader();
    }

    private record Entry(String name, WeakReference<Class<?>> weak, @Nullable Class<?> strong) {
        static Entry of(Class<?> type) {
            boolean isStrong = livesForEver(type.getClassLoader()) && !type.isHidden();
            return new Entry(type.getName(), new WeakReference<>(type), isStrong ? type : null);
        }

        @Nullable Class<?> type() {
            return strong != null ? strong : weak.get();
        }
    }
}
