// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples;

import java.lang.foreign.MemorySegment;
import org.jparallel.Async;
import org.jparallel.arena.ByteStringCount;
import org.jparallel.arena.ByteStringCounts;
import org.jparallel.context.Context;
import org.jparallel.xlist.XList;

/// Counts in a map that lies in a context's arena, and hands it back whole.
///
/// Counting makes no Java object for a word. The map dies with its context; the copy that comes out
/// of the xlist belongs to no context and lives while it is used. The sample `words` does this with
/// all sources of the JDK.
///
/// Prints:
///
/// ```text
/// 9 words, 6 different
/// 3 x the
/// 2 x man
/// 1 x and
/// ```
public final class S10ArenaCollections {
    private static final String[] VERSES = {"the man and the boat", "the old man rows"};

    private S10ArenaCollections() {}

    /// Runs the sample.
    ///
    /// @param arguments none
    public static void main(String[] arguments) {
        try (Async async = Async.open();
                XList<ByteStringCounts> results = new XList<>()) {
            for (String verse : VERSES) {
                async.submitWork(S10ArenaCollections::count, verse, results::push);
            }
            async.run();
            ByteStringCounts all = results.pop();
            all.addAll(results.pop());
            System.out.println(all.total() + " words, " + all.size() + " different");
            for (ByteStringCount entry : all.top(3)) {
                System.out.println(entry.count() + " x " + entry.key());
            }
        }
    }

    private static ByteStringCounts count(String verse) {
        Context context = Context.current();
        MemorySegment text = context.allocateFrom(verse);
        ByteStringCounts counts = new ByteStringCounts(context);
        int start = 0;
        while (start < verse.length()) {
            int space = verse.indexOf(' ', start);
            int end = space < 0 ? verse.length() : space;
            counts.add(text, start, end - start, 1);
            start = end + 1;
        }
        return counts;
    }
}
