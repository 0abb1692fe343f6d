// SPDX-License-Identifier: Apache-2.0
package org.jparallel.samples.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.arena.ByteStringCounts;
import org.jparallel.arena.Mark;
import org.jparallel.context.Context;
import org.jparallel.xlist.LongXList;
import org.jparallel.xlist.XList;

/// Counts in parallel contexts.
///
/// The main thread cuts the list of files into ranges and puts their numbers on an xlist. Each
/// context takes one range after the other, reads and counts its files within its own arena, and at
/// the end hands its counts back through another xlist, in which they are cloned. The main thread
/// merges them. Contexts read the list of files, which belongs to the main thread, and write
/// nothing outside of their arenas.
public final class ContextCounter {
    private static final long RANGE_BYTES = 1 << 20;
    private static final long NO_RANGE = -1;

    /// A context with so many different words hands them back and begins anew, so that its arena
    /// stays bounded whatever there is to count.
    private static final long MOST_WORDS = 1 << 21;

    private final List<TextFile> files;
    private final List<Integer> rangeStarts = new ArrayList<>();
    private final LongConsumer progress;
    private final LongXList ranges = new LongXList();
    private final XList<Part> parts = new XList<>();
    private final XList<Problem> problems = new XList<>();

    /// What a context hands back.
    ///
    /// @param context its number
    /// @param counts the words' counts
    /// @param wordCount how many words
    /// @param fileCount how many files
    /// @param byteCount how many bytes
    /// @param peakArenaBytes the peak of its arena
    record Part(
            int context,
            ByteStringCounts counts,
            long wordCount,
            long fileCount,
            long byteCount,
            long peakArenaBytes) {}

    private ContextCounter(List<TextFile> files, LongConsumer progress) {
        this.files = files;
        this.progress = progress;
    }

    /// Counts the words of files, with a context on each processor.
    ///
    /// @param files which
    /// @param contextCount how many contexts, at least 1
    /// @param progress told on the main thread how many bytes are done, range by range
    /// @return the count
    public static WordCount count(
            List<TextFile> files, int contextCount, LongConsumer progress) {
        return new ContextCounter(files, progress).count(contextCount);
    }

    private WordCount count(int contextCount) {
        Stopwatch stopwatch = new Stopwatch();
        AsyncLimits limits = AsyncLimits.standard().withParallelThreads(contextCount);
        try (Async async = Async.open(limits);
                ranges;
                parts;
                problems) {
            pushRanges();
            for (int i = 0; i < contextCount; i++) {
                async.submitWork(context -> countRanges(async, context), i);
            }
            async.run();
            return merged(stopwatch, contextCount);
        }
    }

    private void pushRanges() {
        long rangeBytes = RANGE_BYTES;
        for (int i = 0; i < files.size(); i++) {
            if (rangeBytes >= RANGE_BYTES) {
                ranges.push(rangeStarts.size());
                rangeStarts.add(i);
                rangeBytes = 0;
            }
            rangeBytes += files.get(i).byteCount();
        }
        ranges.finish();
    }

    private boolean countRanges(Async async, int contextNumber) {
        Context context = Context.current();
        Mark mark = context.mark();
        boolean more = true;
        while (more) {
            try (FileCounter counter = new FileCounter(context, problems::push)) {
                more = countRanges(async, counter);
                parts.push(
                        new Part(
                                contextNumber,
                                counter.counts(),
                                counter.wordCount(),
                                counter.fileCount(),
                                counter.byteCount(),
                                context.statistics().peakBytes()));
            }
            context.rewind(mark);
        }
        return true;
    }

    /// {@return whether there may be more ranges}
    private boolean countRanges(Async async, FileCounter counter) {
        while (counter.counts().size() < MOST_WORDS) {
            long number = ranges.poll(NO_RANGE);
            if (number == NO_RANGE) {
                return false;
            }
            List<TextFile> range = range((int) number);
            range.forEach(counter::count);
            long byteCount = Corpus.byteCount(range);
            async.callFromMainThread(() -> progress.accept(byteCount));
        }
        return true;
    }

    private List<TextFile> range(int number) {
        int end =
                number + 1 < rangeStarts.size() ? rangeStarts.get(number + 1) : files.size();
        return files.subList(rangeStarts.get(number), end);
    }

    /// Adds up all parts, into the counts of the first, which came out of the xlist and are ours.
    private WordCount merged(Stopwatch stopwatch, int contextCount) {
        List<Part> all = parts.flush();
        ByteStringCounts counts = all.getFirst().counts();
        all.stream().skip(1).forEach(part -> counts.addAll(part.counts()));
        long[] peakBytes = new long[contextCount];
        for (Part part : all) {
            peakBytes[part.context()] = Math.max(peakBytes[part.context()], part.peakArenaBytes());
        }
        return new WordCount(
                new WordCount.InArena(counts),
                all.stream().mapToLong(Part::wordCount).sum(),
                all.stream().mapToLong(Part::fileCount).sum(),
                all.stream().mapToLong(Part::byteCount).sum(),
                problems.flush(),
                stopwatch.cost(contextCount, Arrays.stream(peakBytes).sum()));
    }
}
