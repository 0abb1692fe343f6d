// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jparallel.arena.ArenaCollection;
import org.jparallel.guard.PassedByReference;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;

/// The one table of what can be cloned: from a class to its codec, and from a tag to its codec.
///
/// A class is looked for in this order:
///
/// 1. classes that stand in a table of a family: exactly these, no subclasses;
/// 2. what passes by reference because its class says so;
/// 3. arrays, enums and records, each with a codec of its own;
/// 4. the sealed families of the JDK and of the arena, whose classes are hidden;
/// 5. views: hidden classes of `java.base` that are collections, which become ordinary ones;
/// 6. classes of the user that are annotated;
/// 7. everything else is refused. So a user's subclass of a list is never reduced to a list.
final class Codecs {
    private static final CodecTable USUAL = usual();

    private static final ClassValue<Codec> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected Codec computeValue(Class<?> type) {
                    return find(type);
                }
            };

    private Codecs() {}

    private static CodecTable usual() {
        CodecTable table = new CodecTable();
        BasicLeaves.ALL.forEach(leaf -> table.add(leaf.type(), leaf));
        ArrayLeaves.ALL.forEach(leaf -> table.add(leaf.type(), leaf));
        MutableBranches.ALL.forEach(table::add);
        FixedBranches.ALL.forEach(table::add);
        table.claim(BasicLeaves.SHARED);
        for (int tag :
                new int[] {
                    FrameLayout.ENUM,
                    FrameLayout.RECORD,
                    FrameLayout.OBJECT,
                    FrameLayout.OBJECT_ARRAY,
                    FrameLayout.SQL_DATE,
                    FrameLayout.THROWABLE,
                    FrameLayout.CLONE_TYPE
                }) {
            table.claim(new ByClass(tag));
        }
        return table;
    }

    private static CodecTable rare() {
        CodecTable table = new CodecTable();
        Stream.of(ValueLeaves.ALL, TimeLeaves.ALL, LibraryCodecs.leaves())
                .flatMap(List::stream)
                .forEach(leaf -> table.add(leaf.type(), leaf));
        LibraryCodecs.branches().forEach(table::add);
        LibraryCodecs.families().forEach(table::claim);
        for (int i = 0; i < Wrappers.ALL.size(); i++) {
            table.add(Wrappers.ALL.get(i).wrapperType(), Wrappers.branch(i));
        }
        ValueLeaves.singletonTypes().forEach(type -> table.add(type, ValueLeaves.SINGLETON));
        Stream.of(
                        EnumLeaves.SET,
                        BufferLeaves.BUFFER,
                        BufferLeaves.SEGMENT,
                        TimeLeaves.ZONE,
                        ReferenceLeaves.HANDLE,
                        ValueLeaves.ARENA_COLLECTION)
                .forEach(table::claim);
        table.add(Region.class, ReferenceLeaves.REGION);
        SliceBranch.ALL.forEach(branch -> table.add(branch.type(), branch));
        table.add(SharedRegion.class, ReferenceLeaves.SHARED_REGION);
        return table;
    }

    /// {@return the codec of a value}
    static Codec of(Object value) {
        return value instanceof Contents contents ? contents.branch() : of(value.getClass());
    }

    /// {@return the codec of an object that refers to others}
    static Branch branch(Object value) {
        if (of(value) instanceof Branch branch) {
            return branch;
        }
        throw new AssertionError("refers to no other: type=" + value.getClass());
    }

    /// {@return the codec of a class}
    static Codec of(Class<?> type) {
        // The most usual ones by comparisons, which cost a tenth of the table.
        if (type == ArrayList.class) {
            return MutableBranches.ARRAY_LIST;
        }
        return type == HashMap.class ? MutableBranches.HASH_MAP : BY_CLASS.get(type);
    }

    /// {@return the codec of a tag; a refusal if there is no such tag}
    static Codec ofTag(int tag) {
        Codec usual = USUAL.ofTag(tag);
        return usual == Refused.UNKNOWN ? Rare.TABLE.ofTag(tag) : usual;
    }

    /// {@return the codec that a class of the JDK has by itself; a refusal if it has none}
    static Codec builtIn(Class<?> type) {
        Codec exact = exact(type);
        if (exact != Refused.UNKNOWN) {
            return exact;
        }
        return isOfJdk(type) ? findFamily(type) : Refused.UNKNOWN;
    }

    private static Codec exact(Class<?> type) {
        Codec usual = USUAL.of(type);
        boolean isOfLibrary =
                isOfJdk(type) || type.getPackageName().startsWith("org.jparallel.xlist.");
        return usual == Refused.UNKNOWN && isOfLibrary ? Rare.TABLE.of(type) : usual;
    }

    private static Codec find(Class<?> type) {
        Codec exact = exact(type);
        if (exact != Refused.UNKNOWN) {
            return exact;
        }
        if (PassedByReference.class.isAssignableFrom(type)) {
            return ReferenceLeaves.HANDLE;
        }
        if (type.isArray()) {
            return new ArrayBranch(type);
        }
        if (!isOfJdk(type) && !Enum.class.isAssignableFrom(type)) {
            Codec registered = TypeRegistry.meet(type);
            if (registered != Refused.UNKNOWN) {
                return registered;
            }
        }
        if (type.isRecord()) {
            return RecordBranch.of(type);
        }
        if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
            return EnumLeaves.of(type.isEnum() ? type : type.getSuperclass());
        }
        return Throwable.class.isAssignableFrom(type)
                ? new ThrowableBranch(type)
                : findFamily(type);
    }

    private static Codec findFamily(Class<?> type) {
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return BufferLeaves.BUFFER;
        }
        if (MemorySegment.class.isAssignableFrom(type)) {
            return BufferLeaves.SEGMENT;
        }
        if (ArenaCollection.class.isAssignableFrom(type)) {
            return ValueLeaves.ARENA_COLLECTION;
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return TimeLeaves.ZONE;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return EnumLeaves.SET;
        }
        Codec ofLibrary = LibraryCodecs.family(type);
        if (ofLibrary != Refused.UNKNOWN) {
            return ofLibrary;
        }
        return isOfJdk(type) && !Modifier.isPublic(type.getModifiers())
                ? findView(type)
                : ofUser(type);
    }

    private static Codec ofUser(Class<?> type) {
        Codec annotated = ObjectBranch.of(type);
        return annotated == null ? Refusals.of(type) : annotated;
    }

    /// {@return whether a class is one of `java.base`}
    static boolean isOfJdk(Class<?> type) {
        return type.getModule() == Object.class.getModule();
    }

    private static Codec findView(Class<?> type) {
        if (type == MutableBranches.COPIES_TYPE) {
            return MutableBranches.COPIES;
        }
        if (type.getName().startsWith("java.util.Collections$Checked")) {
            return new Refused("its checks cannot be cloned", null);
        }
        if (SortedMap.class.isAssignableFrom(type)) {
            return new SnapshotBranch(MutableBranches.TREE_MAP);
        }
        if (Map.class.isAssignableFrom(type)) {
            return new SnapshotBranch(MutableBranches.LINKED_HASH_MAP);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return FixedBranches.ENTRY;
        }
        if (SortedSet.class.isAssignableFrom(type)) {
            return new SnapshotBranch(MutableBranches.TREE_SET);
        }
        if (Set.class.isAssignableFrom(type)) {
            return new SnapshotBranch(MutableBranches.LINKED_HASH_SET);
        }
        if (Queue.class.isAssignableFrom(type) && !List.class.isAssignableFrom(type)) {
            return new SnapshotBranch(MutableBranches.LINKED_LIST);
        }
        return Collection.class.isAssignableFrom(type)
                ? new SnapshotBranch(MutableBranches.ARRAY_LIST)
                : Refusals.of(type);
    }

    /// What most programs never clone: some 200 codecs, which are made when the first of them is
    /// asked for. With them the first clone of all takes three times as long.
    private static final class Rare {
        static final CodecTable TABLE = rare();
    }
}
