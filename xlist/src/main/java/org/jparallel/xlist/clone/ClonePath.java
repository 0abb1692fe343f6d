// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way from the root to a value, as a user would write it: `root.orders[3].get("a").lock`.
///
/// It is put together only when something is refused.
final class ClonePath {
    /// Longer paths lose their middle.
    private static final int STEP_LIMIT = 64;

    /// Longer keys are named by their place.
    private static final int KEY_LIMIT = 40;

    private ClonePath() {}

    /// {@return the path to a part of an object}
    ///
    /// @param path the objects on the way
    /// @param identities where they are
    /// @param depth how many of them; if none, the path is that to the root
    /// @param partIndex which part of the last
    static String to(WritePath path, IdentityTable identities, int depth, int partIndex) {
        ArrayDeque<String> tail = new ArrayDeque<>();
        ArrayDeque<String> head = new ArrayDeque<>();
        int index = partIndex;
        for (int level = depth - 1; level >= 0; level--) {
            Object value = identities.object(path.number(level));
            String step = Codecs.branch(value).step(Contents.source(value), index);
            index = path.partIndex(level);
            ArrayDeque<String> end = tail.size() < STEP_LIMIT / 2 ? tail : head;
            end.addFirst(step);
            if (head.size() > STEP_LIMIT / 2) {
                head.removeLast();
            }
        }
        return text(head, tail, depth);
    }

    private static String text(ArrayDeque<String> head, ArrayDeque<String> tail, int stepCount) {
        StringBuilder path = new StringBuilder("root");
        head.forEach(path::append);
        int left = stepCount - head.size() - tail.size();
        if (left > 0) {
            path.append("...(").append(left).append(" more)...");
        }
        tail.forEach(path::append);
        return path.toString();
    }

    /// {@return the step to an element}
    static String element(int index) {
        return "[" + index + "]";
    }

    /// {@return the step to a key or a value, by the place of its entry}
    static String entry(Map<?, ?> map, int partIndex) {
        int place = partIndex / 2;
        if (partIndex % 2 == 0) {
            return ".keys[" + place + "]";
        }
        String key = keyAt(map, place);
        return key.isEmpty() ? ".values[" + place + "]" : ".get(" + key + ")";
    }

    /// {@return the text of a key if it is short and its own code is not asked, else empty}
    private static String keyAt(Map<?, ?> map, int place) {
        try {
            Iterator<?> keys = map.keySet().iterator();
            for (int i = 0; i < place; i++) {
                keys.next();
            }
            return switch (keys.next()) {
                case String key when isPlain(key) -> '"' + key + '"';
                case Integer key -> key.toString();
                case Long key -> key.toString();
                case Enum<?> key -> key.name();
                case null, default -> "";
            };
        } catch (RuntimeException changedMeanwhile) {
            return "";
        }
    }

    private static boolean isPlain(String key) {
        return key.length() <= KEY_LIMIT
                && key.chars().noneMatch(each -> each < ' ' || each == '"' || each == '\\');
    }
}
