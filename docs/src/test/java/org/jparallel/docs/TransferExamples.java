// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.util.concurrent.CompletableFuture;
import org.jparallel.Async;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.region.DoubleView;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;
import org.jparallel.xlist.region.WaitOutcome;

/// The code of `docs/clone.md` on what passes by reference and what is transferred.
final class TransferExamples {
    private TransferExamples() {}

    record Question(String text, XList<String> answers) {}

    record Image(String name, Region pixels) {}

    static void transfer(XList<Image> images) {
        try (Region pixels = Region.allocate(4L * 1920 * 1080)) {
            pixels.segment().fill((byte) 0xff);
            images.transfer(new Image("white", pixels), pixels);
        }
    }

    static Region allocateElsewhere(Async async) {
        CompletableFuture<Region> zeros = async.future(Region::allocate, 1L << 30);
        return zeros.join();
    }

    static void share(XList<SharedRegion> jobs) {
        try (SharedRegion mine = SharedRegion.allocate(8)) {
            jobs.push(mine);
            mine.longs().setVolatile(0, 1);
        }
    }

    static void await(SharedRegion region, XList<WaitOutcome> news) {
        region.awaitIntAsync(0, 0).thenAccept(news::push);
    }

    record Tally(LongView counts, DoubleView sums) {}

    static void add(XList<Tally> tallies, int place, double value) {
        Tally tally = tallies.take();
        try (var _ = tally.counts().region()) {
            tally.counts().getAndAdd(place, 1);
            tally.sums().getAndAdd(place, value);
        }
    }

    static void ask(XList<Question> questions, XList<String> answers) {
        questions.push(new Question("how many?", answers));
    }

    static void answer(XList<Question> questions) {
        questions.take().answers().push("12");
    }
}
