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
    /// By their own class.
    static final List<Leaf<?>> LEAVES =
            Stream.of(
                            TextLeaves.ALL,
                            CalendarLeaves.ALL,
                            NetLeaves.ALL,
                            NumberLeaves.ALL,
                            List.<Leaf<?>>of(
                                    StackLeaf.ELEMENT, TypeBytes.LEAF, TypePayload.LEAF))
                    .<Leaf<?>>flatMap(List::stream)
                    .toList();

    /// By the class that those of the JDK extend.
    static final List<Leaf<?>> FAMILIES =
            Stream.concat(
                            ViewLeaves.FAMILIES.stream(),
                            Stream.of(
                                    TextLeaves.PATH,
                                    TextLeaves.CHARSET,
                                    CalendarLeaves.TIME_ZONE))
                    .<Leaf<?>>map(leaf -> leaf)
                    .toList();

    /// By the class of the original.
    static final Map<Class<?>, Branch> BRANCHES = new HashMap<>();

    static {
        BRANCHES.putAll(ConcurrentBranches.ALL);
        BRANCHES.putAll(HolderBranches.ALL);
    }

    private LibraryCodecs() {}

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
        return FAMILIES.stream()
                .filter(leaf -> leaf.type().isAssignableFrom(type))
                .<Codec>map(leaf -> leaf)
                .findFirst()
                .orElse(Refused.UNKNOWN);
    }
}
