// SPDX-License-Identifier: Apache-2.0
package org.jparallel.docs;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.SharedRegion;

/// The code of `docs/clone.md` on what passes by reference and what is transferred.
final class TransferExamples {
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    private TransferExamples() {}

    record Question(String text, XList<String> answers) {}

    record Image(String name, Region pixels) {}

    static void transfer(XList<Image> images) {
        try (Region pixels = Region.allocate(4L * 1920 * 1080)) {
            pixels.segment().fill((byte) 0xff);
            images.transfer(new Image("white", pixels), pixels);
        }
    }

    static void share(XList<SharedRegion> jobs) {
        try (SharedRegion mine = SharedRegion.allocate(8)) {
            jobs.push(mine);
            LONGS.setVolatile(mine.segment(), 0L, 1L);
        }
    }

    static void ask(XList<Question> questions, XList<String> answers) {
        questions.push(new Question("how many?", answers));
    }

    static void answer(XList<Question> questions) {
        questions.take().answers().push("12");
    }
}
