// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.nio.Buffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;

/// The values of the JDK that are neither numbers, texts and times nor the collections of
/// `java.util`: patterns, paths, addresses, calendars, atomics, buffers, concurrent collections.
final class LibraryCodecs {
    private LibraryCodecs() {}

    /// {@return those of one class each}
    static List<Leaf<?>> leaves() {
        return Stream.of(
                        TextLeaves.ALL,
                        CalendarLeaves.ALL,
                        NetLeaves.ALL,
                        NumberLeaves.ALL,
                        List.<Leaf<?>>of(StackLeaf.ELEMENT, TypeBytes.LEAF, TypePayload.LEAF))
                .<Leaf<?>>flatMap(List::stream)
                .toList();
    }

    /// {@return those of all classes of the JDK that extend theirs}
    static List<Leaf<?>> families() {
        return Stream.concat(
                        ViewLeaves.FAMILIES.stream(),
                        Stream.of(TextLeaves.PATH, TextLeaves.CHARSET, CalendarLeaves.TIME_ZONE))
                .<Leaf<?>>map(leaf -> leaf)
                .toList();
    }

    /// {@return those of objects that refer to others, by the class of the original}
    static Map<Class<?>, Branch> branches() {
        Map<Class<?>, Branch> branches = new HashMap<>(ConcurrentBranches.ALL);
        branches.putAll(HolderBranches.ALL);
        return branches;
    }

    /// {@return the codec of a hidden class of the JDK; a refusal without a reason if there is
    /// none}
    static Codec family(Class<?> type) {
        if (Buffer.class.isAssignableFrom(type)
                || Path.class.isAssignableFrom(type)
                || Charset.class.isAssignableFrom(type)
                || TimeZone.class.isAssignableFrom(type)) {
            return hidden(type);
        }
        return SqlLeaves.has(type) ? SqlLeaves.of(type) : Refused.UNKNOWN;
    }

    /// Users write file systems and character sets, too; these are not known at the other end.
    private static Codec hidden(Class<?> type) {
        String module = type.getModule().getName();
        boolean isOfJdk =
                Codecs.isOfJdk(type) || "jdk.charsets".equals(module) || "jdk.zipfs".equals(module);
        if (!isOfJdk) {
            return new Refused("of a provider that is not the JDK's", null);
        }
        return families().stream()
                .filter(leaf -> leaf.type().isAssignableFrom(type))
                .<Codec>map(leaf -> leaf)
                .findFirst()
                .orElse(Refused.UNKNOWN);
    }
}
