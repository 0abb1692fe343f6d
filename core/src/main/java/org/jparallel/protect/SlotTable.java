// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The hash table under a protected map or object.
///
/// ```
/// stripes   [lock, count]  [lock, count]  [lock, count]  [lock, count]     a power of two of them
///                |              |              |              |
/// bins      0,4,8,12…      1,5,9,13…      2,6,10,14…     3,7,11,15…        bin % stripes
///             |
///           node -> node -> node                                           key, value, owner
/// ```
///
/// 1. A writer holds the lock of the key's stripe; whoever touches more than one stripe takes all
///    locks, and while one of them is taken waits with none. No lock is taken while a user's
///    function runs under one ([Writer#requireOutside]). So nobody waits in a circle.
/// 2. A node that is in a bin never moves to another one: growing makes new nodes. So a reader that
///    has entered a chain finds all of it that was there when it entered, and a node it finds was
///    in the table at some moment since it began; what it returns was the slot's value then.
///    Reading one slot needs no lock, no version and no second try.
/// 3. What reads several slots at one moment ([#together]) is optimistic: it notes the versions of
///    all stripes, reads, and looks at them again; after some tries it takes the locks.
///
/// Rejected: one lock and one version for all (two writers would halve each other); moving nodes
/// when growing, which would make the readers of single slots check versions; a table of
/// java.util.concurrent below (a second lock for each write, and no version).
///
/// | Field | Written by | Mode | Read by | Mode |
/// |---|---|---|---|---|
/// | `bins` | who holds all locks | release | any; who holds a lock | acquire; plain |
/// | `bins[…]` | who holds the stripe's lock | release | any | acquire |
/// | `counts[…]` | who holds the stripe's lock | opaque | any | opaque |
/// | the nodes | see [Node] | | | |
final class SlotTable<K, V extends @Nullable Object> {
    private static final int MOST_BINS = 1 << 30;
    private static final int FEWEST_BINS_OF_A_STRIPE = 4;

    /// The counts of two stripes are a cache line apart. Behind each stands its limit.
    private static final int COUNT_STRIDE = 16;
    private static final VarHandle BINS;
    private static final VarHandle BIN = MethodHandles.arrayElementVarHandle(Node[].class);
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            BINS = MethodHandles.lookup().findVarHandle(SlotTable.class, "bins", Node[].class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final String kind;
    private final Containers containers;
    private final Keeping keeping;
    private final Reads reads = new Reads();
    private final SlotLock[] stripes;
    private final int[] counts;
    private Node<K, V>[] bins;

    /// @param kind names the container in errors
    /// @param containers knows who may write
    /// @param stripeCount how many writers may write at a time, a power of two
    SlotTable(String kind, Containers containers, int stripeCount) {
        this.kind = kind;
        this.containers = containers;
        keeping = new Keeping(this, containers.persistence());
        stripes = new SlotLock[stripeCount];
        for (int i = 0; i < stripeCount; i++) {
            stripes[i] = new SlotLock();
        }
        counts = new int[stripeCount * COUNT_STRIDE];
        bins = newBins(stripeCount * FEWEST_BINS_OF_A_STRIPE);
        limitStripes();
    }

    // --- reading ---------------------------------------------------------------------------------

    /// {@return the slot of the key, or null if it is not set}
    @Nullable Node<K, V> find(Object key) {
        return findIn(bins(), spread(key), key);
    }

    /// {@return how many slots are set}
    int size() {
        return together(this::count);
    }

    /// {@return all slots that are set, with their values, at one moment}
    List<Field<K, V>> fields() {
        return together(this::copy);
    }

    /// {@return the bins as they are now, for an iterator}
    @SuppressWarnings("unchecked") // only ever written by grow() and clear()
    Node<K, V>[] bins() {
        // Pairs with the release in grow() and clear().
        return (Node<K, V>[]) BINS.getAcquire(this);
    }

    @SuppressWarnings("unchecked") // only ever written by place()
    static <K, V extends @Nullable Object> @Nullable Node<K, V> bin(
            Node<K, V>[] table, int index) {
        // Pairs with the release in place().
        return (Node<K, V>) BIN.getAcquire(table, index);
    }

    ReadStatistics statistics() {
        return reads.statistics();
    }

    /// Reads several slots as they were at one moment.
    ///
    /// @throws IllegalStateException inside of a function that a container calls
    private <R> R together(Supplier<R> reading) {
        containers.requireOutside(kind);
        long[] versions = new long[stripes.length];
        for (int round = 0; round < ReadStatistics.TRY_LIMIT; round = reads.retried(round)) {
            if (noteVersions(versions)) {
                R result = reading.get();
                if (areVersions(versions)) {
                    return result;
                }
            }
        }
        reads.locked();
        long[] stamps = lockAll();
        try {
            return reading.get();
        } finally {
            unlock(stamps, stamps.length);
        }
    }

    private boolean noteVersions(long[] versions) {
        for (int i = 0; i < versions.length; i++) {
            versions[i] = stripes[i].version();
            if (versions[i] == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean areVersions(long[] versions) {
        for (int i = 0; i < versions.length; i++) {
            if (!stripes[i].isVersion(versions[i])) {
                return false;
            }
        }
        return true;
    }

    private int count() {
        long count = 0;
        for (int i = 0; i < counts.length; i += COUNT_STRIDE) {
            count += (int) COUNT.getOpaque(counts, i);
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private List<Field<K, V>> copy() {
        List<Field<K, V>> fields = new ArrayList<>(Math.max(0, count()));
        Node<K, V>[] table = bins();
        for (int i = 0; i < table.length; i++) {
            for (Node<K, V> node = bin(table, i); node != null; node = node.next()) {
                fields.add(new Field<>(node.key, node.value()));
            }
        }
        return fields;
    }

    // --- writing ---------------------------------------------------------------------------------

    /// Sets a slot.
    ///
    /// @return the slot's value before, null if it was not set
    @Nullable V put(K key, V value, Writer writer) {
        int hash = spread(key);
        V stored = keeping.take(value);
        V old;
        try {
            old = putTaken(key, hash, stored, writer);
        } catch (Throwable failure) {
            keeping.drop(stored);
            throw failure;
        }
        keeping.drop(old);
        growIfCrowded(hash);
        return old;
    }

    private @Nullable V putTaken(K key, int hash, V value, Writer writer) {
        SlotLock lock = stripes[hash & (stripes.length - 1)];
        long stamp = begin(lock, writer);
        try {
            Node<K, V> node = findIn(bins, hash, key);
            if (node != null) {
                return replace(node, value, writer);
            }
            insert(new Node<>(hash, keeping.take(key), value, writer));
            return null;
        } finally {
            end(lock, writer, stamp);
        }
    }

    private long begin(SlotLock lock, Writer writer) {
        writer.requireOutside(kind);
        long stamp = lock.lock();
        writer.enter(kind);
        return stamp;
    }

    private static void end(SlotLock lock, Writer writer, long stamp) {
        writer.leave();
        lock.unlock(stamp);
    }

    /// Changes a slot by a function that runs under the lock of its stripe.
    ///
    /// @return what the change returns
    <R extends @Nullable Object> R change(K key, Writer writer, Change<K, V, R> change) {
        int hash = spread(key);
        SlotLock lock = stripes[hash & (stripes.length - 1)];
        Place place = new Place(hash, key, writer);
        R result;
        long stamp = begin(lock, writer);
        try {
            place.node = findIn(bins, hash, key);
            result = change.apply(place);
        } finally {
            end(lock, writer, stamp);
            place.drop();
        }
        growIfCrowded(hash);
        return result;
    }

    /// Deletes all slots, or none if one of them may not be.
    void clear(Writer writer) {
        writer.requireOutside(kind);
        Node<K, V>[] dropped = newBins(0);
        long[] stamps = lockAll();
        try {
            for (Node<K, V> bin : bins) {
                for (Node<K, V> node = bin; node != null; node = node.next()) {
                    check(node, writer);
                }
            }
            for (int i = 0; i < counts.length; i += COUNT_STRIDE) {
                COUNT.setOpaque(counts, i, 0);
            }
            dropped = bins;
            // Pairs with the acquire in bins().
            BINS.setRelease(this, newBins(stripes.length * FEWEST_BINS_OF_A_STRIPE));
            limitStripes();
        } finally {
            unlock(stamps, stamps.length);
            dropAll(dropped);
        }
    }

    private void dropAll(Node<K, V>[] dropped) {
        for (Node<K, V> bin : dropped) {
            for (Node<K, V> node = bin; node != null; node = node.next()) {
                keeping.drop(node.key);
                keeping.drop(node.value());
            }
        }
    }

    private V replace(Node<K, V> node, V value, Writer writer) {
        check(node, writer);
        V old = node.value();
        node.set(value, writer);
        return old;
    }

    private void insert(Node<K, V> node) {
        int index = node.hash & (bins.length - 1);
        node.link(bin(bins, index));
        place(bins, index, node);
        addCount(node.hash, 1);
    }

    private void remove(Node<K, V> node) {
        int index = node.hash & (bins.length - 1);
        Node<K, V> before = bin(bins, index);
        if (before == node) {
            place(bins, index, node.next());
        } else {
            while (before != null && before.next() != node) {
                before = before.next();
            }
            assert before != null : "node is in its bin";
            before.link(node.next());
        }
        addCount(node.hash, -1);
    }

    private void addCount(int hash, int delta) {
        int index = countIndex(hash);
        COUNT.setOpaque(counts, index, counts[index] + delta);
    }

    private int countIndex(int hash) {
        return (hash & (stripes.length - 1)) * COUNT_STRIDE;
    }

    /// Sets how many nodes each stripe may have before it is looked whether the table should grow:
    /// its share, or twice what it has if the keys do not spread.
    private void limitStripes() {
        int share = room(bins.length) / stripes.length;
        for (int i = 0; i < counts.length; i += COUNT_STRIDE) {
            COUNT.setOpaque(counts, i + 1, Math.max(share, 2 * counts[i]));
        }
    }

    private static int room(int binCount) {
        return binCount - (binCount >>> 2);
    }

    private void check(Node<K, V> node, Writer writer) {
        if (!writer.mayReplace(node.owner()) && node.value() != null) {
            throw new AssignmentException(kind, node.key, node.owner());
        }
    }

    private void growIfCrowded(int hash) {
        int index = countIndex(hash);
        if ((int) COUNT.getOpaque(counts, index) <= (int) COUNT.getOpaque(counts, index + 1)) {
            return;
        }
        long[] stamps;
        try {
            stamps = lockAll();
        } catch (RuntimeException _) {
            // Interrupted, say. What was to be done is done, and the next insertion grows.
            return;
        }
        grow(stamps);
    }

    private void grow(long[] stamps) {
        try {
            int length = bins.length;
            if (count() <= room(length) / 2 || length == MOST_BINS) {
                limitStripes();
                return;
            }
            Node<K, V>[] larger = newBins(length * 2);
            for (Node<K, V> bin : bins) {
                for (Node<K, V> node = bin; node != null; node = node.next()) {
                    Node<K, V> copy =
                            new Node<>(node.hash, node.key, node.value(), node.owner());
                    int index = node.hash & (larger.length - 1);
                    copy.link(larger[index]);
                    larger[index] = copy;
                }
            }
            // Pairs with the acquire in bins().
            BINS.setRelease(this, larger);
            limitStripes();
        } finally {
            unlock(stamps, stamps.length);
        }
    }

    /// Takes all locks. It waits with none of them: the main thread serves its calls meanwhile, and
    /// they may write here.
    private long[] lockAll() {
        long[] stamps = new long[stripes.length];
        int locked = 0;
        while (locked < stamps.length) {
            stamps[locked] = stripes[locked].tryLock();
            if (stamps[locked] != 0) {
                locked++;
            } else {
                unlock(stamps, locked);
                stripes[locked].awaitFree();
                locked = 0;
            }
        }
        return stamps;
    }

    private void unlock(long[] stamps, int count) {
        for (int i = 0; i < count; i++) {
            stripes[i].unlock(stamps[i]);
        }
    }

    private static <K, V extends @Nullable Object> @Nullable Node<K, V> findIn(
            Node<K, V>[] table, int hash, Object key) {
        Node<K, V> node = bin(table, hash & (table.length - 1));
        while (node != null && !node.isKey(hash, key)) {
            node = node.next();
        }
        return node;
    }

    private static <K, V extends @Nullable Object> void place(
            Node<K, V>[] table, int index, @Nullable Node<K, V> node) {
        // Pairs with the acquire in bin(): who sees a node sees its key and its value.
        BIN.setRelease(table, index, node);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
    private static <K, V extends @Nullable Object> Node<K, V>[] newBins(int binCount) {
        return new Node[binCount];
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 16;
    }

    /// A slot that is set.
    record Field<K, V extends @Nullable Object>(K key, V value) {}

    /// What happens to a slot while its lock is held.
    @FunctionalInterface
    interface Change<K, V extends @Nullable Object, R extends @Nullable Object> {
        R apply(SlotTable<K, V>.Place place);
    }

    /// A slot whose lock is held.
    final class Place {
        private final int hash;
        private final K key;
        private final Writer writer;
        private @Nullable Node<K, V> node;
        private @Nullable Object droppedKey;
        private @Nullable Object droppedValue;

        Place(int hash, K key, Writer writer) {
            this.hash = hash;
            this.key = key;
            this.writer = writer;
        }

        boolean isSet() {
            return node != null;
        }

        /// {@return its value, null too if it is not set}
        @Nullable V value() {
            return node == null ? null : node.value();
        }

        /// Refuses a writer who may not change it.
        void check() {
            if (node != null) {
                SlotTable.this.check(node, writer);
            }
        }

        /// Sets it, once at most.
        ///
        /// @return what it is now: the value, or a view of it for all threads
        V set(V value) {
            check();
            V stored = keeping.take(value);
            if (node == null) {
                droppedValue = stored; // if the key is refused
                node = new Node<>(hash, keeping.take(key), stored, writer);
                droppedValue = null;
                insert(node);
            } else {
                droppedValue = replace(node, stored, writer);
            }
            return stored;
        }

        /// Removes it if it is set.
        void remove() {
            if (node != null) {
                check();
                SlotTable.this.remove(node);
                droppedKey = node.key;
                droppedValue = node.value();
                node = null;
            }
        }

        /// Called once the lock is free again.
        private void drop() {
            keeping.drop(droppedKey);
            keeping.drop(droppedValue);
        }
    }
}
