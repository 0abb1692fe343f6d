// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Frames of every kind of value, spoilt in the same ways at each build. `./run fuzz clone` goes on
/// from here.
@DisplayName("A frame of a value of any kind")
final class MutatedFrameTest {
    private static final long SEED = 20_261_121;
    private static final int ROUND_COUNT = 400;

    private final Random random = new Random(SEED);

    @Test
    void isRefusedOrReadWhereverItIsCut() throws Exception {
        for (byte[] frame : Frames.corpus()) {
            for (int left = 50; left > 0; left--) {
                byte[] cut = Arrays.copyOf(frame, random.nextInt(frame.length));
                assertThat(Frames.isRefused(cut)).isTrue();
            }
        }
    }

    @Test
    void isRefusedOrReadWhateverBytesChange() throws Exception {
        List<byte[]> corpus = Frames.corpus();
        int refusedCount = 0;
        int roundCount = 0;
        for (byte[] frame : corpus) {
            for (int i = 0; i < ROUND_COUNT; i++) {
                roundCount++;
                refusedCount += Frames.isRefused(changed(frame)) ? 1 : 0;
            }
            Frames.read(frame);
        }
        assertThat(corpus).hasSizeGreaterThan(100);
        assertThat(refusedCount).isGreaterThan(roundCount / 10).isLessThan(roundCount);
    }

    @Test
    void isRefusedOrReadWithAPieceOfAnother() throws Exception {
        List<byte[]> corpus = Frames.corpus();
        for (byte[] frame : corpus) {
            for (int i = 0; i < ROUND_COUNT / 4; i++) {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                byte[] spliced = frame.clone();
                int at = random.nextInt(spliced.length);
                int from = random.nextInt(other.length);
                int count = Math.min(spliced.length - at, other.length - from);
                System.arraycopy(other, from, spliced, at, count);
                Frames.isRefused(spliced);
            }
        }
    }

    private byte[] changed(byte[] frame) {
        byte[] changed = frame.clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(changed.length);
            changed[at] =
                    switch (random.nextInt(3)) {
                        case 0 -> (byte) random.nextInt(FrameLayout.TAG_COUNT);
                        case 1 -> (byte) (changed[at] ^ 1 << random.nextInt(Byte.SIZE));
                        default -> (byte) random.nextInt();
                    };
        }
        return changed;
    }
}
