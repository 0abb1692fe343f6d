// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// The first byte of every value in a frame.
final class FrameLayout {
    static final int NULL = 0;
    static final int STRING = 4;
    static final int BOOLEAN = 5;
    static final int BYTE = 6;
    static final int SHORT = 7;
    static final int CHARACTER = 8;
    static final int INTEGER = 9;
    static final int LONG = 10;
    static final int FLOAT = 11;
    static final int DOUBLE = 12;
    static final int BOOLEAN_ARRAY = 16;
    static final int BYTE_ARRAY = 17;
    static final int SHORT_ARRAY = 18;
    static final int CHAR_ARRAY = 19;
    static final int INT_ARRAY = 20;
    static final int LONG_ARRAY = 21;
    static final int FLOAT_ARRAY = 22;
    static final int DOUBLE_ARRAY = 23;

    /// One more than the largest.
    static final int TAG_COUNT = 128;

    private FrameLayout() {}
}
