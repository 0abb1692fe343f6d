// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The collections of `java.util` that can be changed.
@SuppressWarnings("JdkObsolete") // what the original is, the clone is
final class MutableBranches {
    static final Branch ARRAY_LIST =
            plain(FrameLayout.ARRAY_LIST, ArrayList.class, MutableBranches::arrayList);

    /// The lists of `Collections.nCopies`, which are as large as somebody says: no code of a user
    /// is behind them, and no copy is made of them.
    static final Class<?> COPIES_TYPE = Collections.nCopies(1, 1).getClass();

    /// How these become lists of their own.
    static final Branch COPIES =
            plain(FrameLayout.ARRAY_LIST, COPIES_TYPE, MutableBranches::arrayList);

    static final Branch HASH_MAP = hashMap();
    static final Branch LINKED_LIST = collection(FrameLayout.LINKED_LIST, LinkedList::new);
    static final Branch LINKED_HASH_SET =
            plain(
                    FrameLayout.LINKED_HASH_SET,
                    LinkedHashSet.class,
                    count -> new LinkedHashSet<>(capacity(count)));
    static final Branch TREE_SET =
            new CollectionBranch(
                    FrameLayout.TREE_SET,
                    (value, output) -> Comparators.put(comparator(value), output),
                    input -> new TreeSet<>(Comparators.take(input)));
    static final Branch LINKED_HASH_MAP =
            new PlainMapBranch(
                    FrameLayout.LINKED_HASH_MAP,
                    LinkedHashMap.class,
                    (value, output) -> output.putByte(HiddenFields.isAccessOrdered(value) ? 1 : 0),
                    (input, count) ->
                            new LinkedHashMap<@Nullable Object, @Nullable Object>(
                                    capacity(count), 0.75f, input.takeByte() != 0));
    static final Branch TREE_MAP =
            new MapBranch(
                    FrameLayout.TREE_MAP,
                    (value, output) ->
                            Comparators.put(((SortedMap<?, ?>) value).comparator(), output),
                    input -> new TreeMap<>(Comparators.take(input)));

    /// By the class of the original.
    static final Map<Class<?>, Branch> ALL =
            Map.ofEntries(
                    Map.entry(ArrayList.class, ARRAY_LIST),
                    Map.entry(LinkedList.class, LINKED_LIST),
                    Map.entry(
                            ArrayDeque.class,
                            new CollectionBranch(
                                    FrameLayout.ARRAY_DEQUE, input -> new ArrayDeque<>())),
                    Map.entry(Vector.class, collection(FrameLayout.VECTOR, Vector::new)),
                    Map.entry(Stack.class, collection(FrameLayout.STACK, Stack::new)),
                    Map.entry(
                            CopyOnWriteArrayList.class,
                            collection(
                                    FrameLayout.COPY_ON_WRITE_LIST, CopyOnWriteArrayList::new)),
                    Map.entry(
                            HashSet.class,
                            plain(
                                    FrameLayout.HASH_SET,
                                    HashSet.class,
                                    count -> new HashSet<>(capacity(count)))),
                    Map.entry(LinkedHashSet.class, LINKED_HASH_SET),
                    Map.entry(TreeSet.class, TREE_SET),
                    Map.entry(
                            PriorityQueue.class,
                            new CollectionBranch(
                                    FrameLayout.PRIORITY_QUEUE,
                                    (value, output) -> Comparators.put(comparator(value), output),
                                    input -> new PriorityQueue<>(Comparators.take(input)))),
                    Map.entry(HashMap.class, HASH_MAP),
                    Map.entry(LinkedHashMap.class, LINKED_HASH_MAP),
                    Map.entry(TreeMap.class, TREE_MAP),
                    Map.entry(EnumMap.class, enumMap()),
                    Map.entry(
                            IdentityHashMap.class,
                            map(FrameLayout.IDENTITY_MAP, IdentityHashMap::new)),
                    Map.entry(
                            ConcurrentHashMap.class,
                            map(FrameLayout.CONCURRENT_MAP, ConcurrentHashMap::new)),
                    Map.entry(Hashtable.class, map(FrameLayout.HASHTABLE, Hashtable::new)));

    private MutableBranches() {}

    private static Branch collection(int tag, Supplier<Collection<@Nullable Object>> create) {
        return new CollectionBranch(tag, input -> create.get());
    }

    private static Branch map(
            int tag, Supplier<Map<@Nullable Object, @Nullable Object>> create) {
        return new MapBranch(tag, input -> create.get());
    }

    private static Branch plain(
            int tag, Class<?> type, IntFunction<Collection<@Nullable Object>> create) {
        return new PlainCollectionBranch(
                tag, type, (value, output) -> {}, (input, count) -> create.apply(count));
    }

    private static Collection<@Nullable Object> arrayList(int count) {
        return count == 0 ? new ArrayList<>() : new ArrayList<>(count);
    }

    private static Branch hashMap() {
        return new PlainMapBranch(
                FrameLayout.HASH_MAP,
                HashMap.class,
                (value, output) -> {},
                (input, count) ->
                        new HashMap<@Nullable Object, @Nullable Object>(capacity(count)));
    }

    /// {@return how large a hash table must be for so many}
    private static int capacity(int count) {
        return (int) Math.max(16, Math.min(1 << 30, count * 4L / 3 + 1));
    }

    private static Branch enumMap() {
        return new MapBranch(
                FrameLayout.ENUM_MAP,
                (value, output) ->
                        output.putCount(ClassTable.number(HiddenFields.keyType(value))),
                input -> emptyEnumMap(EnumLeaves.takeClass(input)));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // a class of an enum, checked when it was taken
    private static Map<@Nullable Object, @Nullable Object> emptyEnumMap(Class<?> keyType) {
        return new EnumMap(keyType);
    }

    private static @Nullable Comparator<?> comparator(Collection<?> sorted) {
        return sorted instanceof PriorityQueue<?> queue
                ? queue.comparator()
                : ((SortedSet<?>) sorted).comparator();
    }
}
