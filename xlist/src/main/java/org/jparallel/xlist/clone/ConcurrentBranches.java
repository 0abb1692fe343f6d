// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The collections of `java.util.concurrent`, with their bounds and their order.
///
/// While others change one, its clone holds what an iteration over it meets.
final class ConcurrentBranches {
    /// The bound of a queue is what it refuses beyond. `remainingCapacity` and `size` do not give
    /// it while others change the queue.
    private static final SerialFields ARRAY_QUEUE = SerialFields.of(ArrayBlockingQueue.class);

    private static final SerialFields LINKED_QUEUE = SerialFields.of(LinkedBlockingQueue.class);
    private static final SerialFields LINKED_DEQUE = SerialFields.of(LinkedBlockingDeque.class);

    /// The largest bound of an array queue that was ever written. Such a queue allocates as much as
    /// it may hold, which no byte of its frame stands for; a corrupt frame must not ask for more.
    private static final AtomicInteger LARGEST = new AtomicInteger();

    /// By the class of the original.
    static final Map<Class<?>, Branch> ALL = new HashMap<>();

    static {
        addUnbounded();
        addBounded();
        addSorted();
    }

    private ConcurrentBranches() {}

    private static void addUnbounded() {
        ALL.put(
                ConcurrentLinkedQueue.class,
                collection(FrameLayout.CONCURRENT_QUEUE, ConcurrentLinkedQueue::new));
        ALL.put(
                ConcurrentLinkedDeque.class,
                collection(FrameLayout.CONCURRENT_DEQUE, ConcurrentLinkedDeque::new));
        ALL.put(
                LinkedTransferQueue.class,
                collection(FrameLayout.TRANSFER_QUEUE, LinkedTransferQueue::new));
        ALL.put(
                CopyOnWriteArraySet.class,
                collection(FrameLayout.COPY_ON_WRITE_SET, CopyOnWriteArraySet::new));
        ALL.put(
                ConcurrentHashMap.KeySetView.class,
                new CollectionBranch(
                        FrameLayout.CONCURRENT_SET,
                        (value, output) -> output.putByte(isSet(value) ? 1 : 0),
                        input ->
                                input.takeByte() != 0
                                        ? ConcurrentHashMap.newKeySet()
                                        : new LinkedHashSet<>()));
    }

    private static void addBounded() {
        ALL.put(
                LinkedBlockingQueue.class,
                bounded(
                        FrameLayout.BLOCKING_QUEUE,
                        (value, output) -> output.putInt(capacity(LINKED_QUEUE, value)),
                        input -> new LinkedBlockingQueue<>(input.takeInt())));
        ALL.put(
                LinkedBlockingDeque.class,
                bounded(
                        FrameLayout.BLOCKING_DEQUE,
                        (value, output) -> output.putInt(capacity(LINKED_DEQUE, value)),
                        input -> new LinkedBlockingDeque<>(input.takeInt())));
        ALL.put(
                ArrayBlockingQueue.class,
                bounded(
                        FrameLayout.ARRAY_BLOCKING_QUEUE,
                        ConcurrentBranches::putArrayQueue,
                        ConcurrentBranches::takeArrayQueue));
    }

    private static void addSorted() {
        ALL.put(
                PriorityBlockingQueue.class,
                new CollectionBranch(
                        FrameLayout.PRIORITY_BLOCKING_QUEUE,
                        (value, output) ->
                                Comparators.put(
                                        ((PriorityBlockingQueue<?>) value).comparator(), output),
                        input -> new PriorityBlockingQueue<>(1, Comparators.take(input))));
        ALL.put(
                ConcurrentSkipListSet.class,
                new CollectionBranch(
                        FrameLayout.SKIP_LIST_SET,
                        (value, output) ->
                                Comparators.put(((SortedSet<?>) value).comparator(), output),
                        input -> new ConcurrentSkipListSet<>(Comparators.take(input))));
        ALL.put(
                ConcurrentSkipListMap.class,
                new MapBranch(
                        FrameLayout.SKIP_LIST_MAP,
                        (value, output) ->
                                Comparators.put(((SortedMap<?, ?>) value).comparator(), output),
                        input -> new ConcurrentSkipListMap<>(Comparators.take(input))));
    }

    /// A queue in use is never seen with more than its bound.
    private static Branch bounded(
            int tag,
            BiConsumer<Collection<?>, FrameOutput> head,
            Function<FrameInput, Collection<@Nullable Object>> create) {
        return new SnapshotBranch(new CollectionBranch(tag, head, create));
    }

    private static Branch collection(int tag, Supplier<Collection<@Nullable Object>> create) {
        return new CollectionBranch(tag, input -> create.get());
    }

    private static int capacity(SerialFields fields, Collection<?> value) {
        return (Integer) Objects.requireNonNull(fields.read(value, "capacity"));
    }

    private static void putArrayQueue(Collection<?> value, FrameOutput output) {
        Object[] slots =
                (Object[]) Objects.requireNonNull(ARRAY_QUEUE.read(value, "items"));
        ReentrantLock lock =
                (ReentrantLock) Objects.requireNonNull(ARRAY_QUEUE.read(value, "lock"));
        // Pairs with the get in takeArrayQueue(): who got the frame got it after that.
        LARGEST.accumulateAndGet(slots.length, Math::max);
        output.putInt(slots.length);
        output.putByte(lock.isFair() ? 1 : 0);
    }

    private static Collection<@Nullable Object> takeArrayQueue(FrameInput input) {
        int capacity = input.takeInt();
        if (capacity > LARGEST.get()) {
            throw input.corrupt("queue larger than any that was written", capacity);
        }
        return new ArrayBlockingQueue<>(capacity, input.takeByte() != 0);
    }

    /// {@return whether it is a set of its own, not a view of the keys of a map}
    private static boolean isSet(Collection<?> value) {
        return Boolean.TRUE.equals(((ConcurrentHashMap.KeySetView<?, ?>) value).getMappedValue());
    }
}
