// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which objects are protected, by identity. It keeps none of them alive.
final class ObjectTable {
    /// An object as a key.
    private interface Identity {
        @Nullable Object object();
    }

    private static final class WeakIdentity extends WeakReference<Object> implements Identity {
        private final int hash;

        WeakIdentity(Object object, ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public @Nullable Object object() {
            return get();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /// A key whose object is gone equals itself alone.
        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null
                    && other instanceof Identity identity
                    && identity.object() == object;
        }
    }

    /// An object that is looked for.
    private record SoughtIdentity(Object object) implements Identity {
        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity identity && identity.object() == object;
        }
    }

    private final ConcurrentHashMap<Identity, Protection> protections = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();

    @Nullable Protection find(Object object) {
        return protections.get(new SoughtIdentity(object));
    }

    Protection computeIfAbsent(Object object, Supplier<Protection> maker) {
        forgetDropped();
        return protections.computeIfAbsent(
                new WeakIdentity(object, dropped), _ -> maker.get());
    }

    void remove(Object object, Protection protection) {
        forgetDropped();
        protections.remove(new SoughtIdentity(object), protection);
    }

    private void forgetDropped() {
        for (Reference<?> key = dropped.poll(); key != null; key = dropped.poll()) {
            protections.remove((Identity) key);
        }
    }
}
