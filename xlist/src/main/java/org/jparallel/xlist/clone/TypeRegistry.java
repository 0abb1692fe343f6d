// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.type.CloneType;
import org.jspecify.annotations.Nullable;

/// The clone types of the process, by class.
///
/// A class is *met* when it is looked up for the first time, and from then on is what it was then.
/// So a clone type that comes later is refused, instead of being there for some clones and not for
/// others.
///
/// Providers are looked for once for each class loader, when the first class of it is met. Taken
/// are those that the loader itself has defined, for classes that it has defined: a provider of a
/// parent is not taken twice, and one for a class of a parent not at all, since two children might
/// have one each, and what they clone would depend on who came first.
///
/// **Threads.** Any. A class's slot is guarded by its own lock, the loaders by the lock of their
/// set; that one is held while providers are made, so that no class is met before they are there.
///
/// **Memory.** A class holds its slot; nothing here keeps a class or a loader alive.
@AnyThread
public final class TypeRegistry {
    private static final ClassValue<Slot> SLOTS =
            new ClassValue<>() {
                @Override
                protected Slot computeValue(Class<?> type) {
                    return new Slot();
                }
            };

    private static final Set<ClassLoader> SEARCHED = Collections.newSetFromMap(new WeakHashMap<>());

    private TypeRegistry() {}

    /// Adds a clone type.
    ///
    /// @param cloneType stands for one class
    /// @throws IllegalArgumentException if there can be none for its class
    /// @throws IllegalStateException if its class has one, or was cloned or refused before
    public static void register(CloneType<?> cloneType) {
        add(cloneType, false);
    }

    /// {@return the codec of a class that has a clone type; a refusal without a reason if it has
    /// none, and never will}
    static Codec meet(Class<?> type) {
        search(loader(type));
        CloneType<?> cloneType = SLOTS.get(type).meet();
        return cloneType == null ? Refused.UNKNOWN : TypeBranch.of(type, cloneType);
    }

    private static void add(CloneType<?> cloneType, boolean isProvided) {
        Class<?> type = Objects.requireNonNull(cloneType.type(), "type");
        if (Codecs.isOfJdk(type)
                || type.isInterface()
                || type.isArray()
                || Enum.class.isAssignableFrom(type)
                || Modifier.isAbstract(type.getModifiers())
                || PassedByReference.class.isAssignableFrom(type)
                || Codecs.builtIn(type) != Refused.UNKNOWN) {
            throw new IllegalArgumentException(
                    "no clone type for such a class: type="
                            + type.getName()
                            + " cloneType="
                            + cloneType.getClass().getName());
        }
        SLOTS.get(type).add(type, cloneType, isProvided);
    }

    private static ClassLoader loader(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader()
                ? ClassLoader.getSystemClassLoader()
                : loader;
    }

    @SuppressWarnings("rawtypes") // as the JDK's loader has it
    private static void search(ClassLoader loader) {
        synchronized (SEARCHED) {
            // Before any is made: their constructors may clone, and come here again.
            if (!SEARCHED.add(loader)) {
                return;
            }
            boolean isComplete = false;
            try {
                List<? extends CloneType<?>> found =
                        ServiceLoader.load(CloneType.class, loader).stream()
                                .filter(each -> each.type().getClassLoader() == loader)
                                .map(each -> (CloneType<?>) each.get())
                                .filter(each -> loader(each.type()) == loader)
                                .toList();
                found.forEach(each -> add(each, true));
                isComplete = true;
            } finally {
                if (!isComplete) {
                    SEARCHED.remove(loader);
                }
            }
        }
    }

    /// What is known of one class.
    private static final class Slot {
        private @Nullable CloneType<?> registered;
        private boolean isMet;

        private synchronized @Nullable CloneType<?> meet() {
            isMet = true;
            return registered;
        }

        /// A provider may come again, if another one failed in between.
        private synchronized void add(
                Class<?> type, CloneType<?> cloneType, boolean isProvided) {
            CloneType<?> before = registered;
            if (before == null && !isMet) {
                registered = cloneType;
            } else if (before == null) {
                throw new IllegalStateException(
                        "class was met before its clone type: type="
                                + type.getName()
                                + " cloneType="
                                + cloneType.getClass().getName());
            } else if (!isProvided || before.getClass() != cloneType.getClass()) {
                throw new IllegalStateException(
                        "class has a clone type: type="
                                + type.getName()
                                + " cloneType="
                                + before.getClass().getName()
                                + " other="
                                + cloneType.getClass().getName());
            }
        }
    }
}
