// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jparallel.arena.KeptValue;
import org.jspecify.annotations.Nullable;

/// A slot of a [SlotTable] that is set: its key, its value, and who has stored it.
final class Node<K, V extends @Nullable Object> {
    private static final VarHandle VALUE;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VALUE = lookup.findVarHandle(Node.class, "value", Object.class);
            NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    final int hash;
    final K key;

    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // accessed through VALUE
    private V value;

    @SuppressWarnings("UnusedVariable") // accessed through NEXT
    private @Nullable Node<K, V> next;

    /// Only accessed under the lock of the slot.
    private Writer owner;

    Node(int hash, K key, V value, Writer owner) {
        this.hash = hash;
        this.key = key;
        this.value = value;
        this.owner = owner;
    }

    @SuppressWarnings("unchecked") // only ever written by set()
    V value() {
        // Pairs with the release in set().
        return (V) VALUE.getAcquire(this);
    }

    void set(V newValue, Writer writer) {
        owner = writer;
        // Pairs with the acquire in value(): who sees the value sees what it is made of.
        VALUE.setRelease(this, newValue);
    }

    Writer owner() {
        return owner;
    }

    @SuppressWarnings("unchecked") // only ever written by link()
    @Nullable Node<K, V> next() {
        // Pairs with the release in link().
        return (Node<K, V>) NEXT.getAcquire(this);
    }

    void link(@Nullable Node<K, V> newNext) {
        // Pairs with the acquire in next(): who sees a node sees its key and its value.
        NEXT.setRelease(this, newNext);
    }

    boolean isKey(int otherHash, Object other) {
        return hash == otherHash && (key == other || isEqual(other));
    }

    private boolean isEqual(Object other) {
        try {
            return other.equals(key);
        } catch (IllegalStateException failure) {
            MemorySegment.Scope scope = KeptValue.scopeOf(key);
            if (scope != null && !scope.isAlive()) {
                // Removed while the reader came here: no longer a key of the table.
                return false;
            }
            throw failure;
        }
    }
}
