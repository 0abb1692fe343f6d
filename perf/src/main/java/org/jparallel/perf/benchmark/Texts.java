// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

/// Strings of 100 Latin letters, made before the clock starts.
final class Texts {
    static final int LENGTH = 100;
    private static final int TEXT_COUNT = 1_024;
    private static final String[] ALL = all();

    private Texts() {}

    static String text(long number) {
        return ALL[(int) number & (TEXT_COUNT - 1)];
    }

    /// {@return a number to which every text contributes}
    static long check(String text) {
        return text.charAt(LENGTH - 1);
    }

    private static String[] all() {
        String[] texts = new String[TEXT_COUNT];
        for (int i = 0; i < TEXT_COUNT; i++) {
            StringBuilder text = new StringBuilder(LENGTH);
            for (int letter = 0; letter < LENGTH; letter++) {
                text.append((char) ('a' + (i * 31 + letter * 7) % 26));
            }
            texts[i] = text.toString();
        }
        return texts;
    }
}
