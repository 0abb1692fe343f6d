// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Codecs by the class of their values, and by their tag.
///
/// **Threads.** One while it is filled, any after that.
final class CodecTable {
    private final Map<Class<?>, Codec> byType = new HashMap<>();
    private final Codec[] byTag = new Codec[FrameLayout.TAG_COUNT];

    CodecTable() {
        Arrays.fill(byTag, Refused.UNKNOWN);
    }

    /// Adds a codec of a class and of its tag.
    void add(Class<?> type, Codec codec) {
        byType.put(type, codec);
        claim(codec);
    }

    /// Adds a codec of its tag alone.
    void claim(Codec codec) {
        Codec before = byTag[codec.tag()];
        assert before == Refused.UNKNOWN || before == codec : "tag taken: tag=" + codec.tag();
        byTag[codec.tag()] = codec;
    }

    /// {@return the codec of a class; a refusal if there is none}
    Codec of(Class<?> type) {
        return byType.getOrDefault(type, Refused.UNKNOWN);
    }

    /// {@return the codec of a tag; a refusal if there is none}
    Codec ofTag(int tag) {
        return tag < byTag.length ? byTag[tag] : Refused.UNKNOWN;
    }
}
