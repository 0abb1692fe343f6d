// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

/// Which bytes of something a response has (RFC 9110 14).
///
/// A request may ask for one range: `bytes=0-99`, `bytes=100-` or `bytes=-100`. A range of another
/// unit, a malformed one, and several at once are as if not asked for: the response has all, as
/// RFC 9110 14.2 allows. (Several would need a body of several parts, hardly any client asks for
/// them, and many small ones are an attack.) Numbers of any length are read; those beyond a `long`
/// are behind the end of everything.
sealed interface ByteRange {
    /// All bytes: 200.
    ///
    /// @param size how many bytes there are
    record Whole(long size) implements ByteRange {
        @Override
        public long from() {
            return 0;
        }

        @Override
        public long byteCount() {
            return size;
        }
    }

    /// Some bytes: 206.
    ///
    /// @param from the first
    /// @param to the first behind them
    /// @param size how many bytes there are in all
    record Part(long from, long to, long size) implements ByteRange {
        @Override
        public long byteCount() {
            return to - from;
        }

        /// {@return the value of `Content-Range`}
        String contentRange() {
            return "bytes " + from + "-" + (to - 1) + "/" + size;
        }
    }

    /// Bytes that are not there: 416.
    ///
    /// @param size how many bytes there are
    record Unsatisfiable(long size) implements ByteRange {
        @Override
        public long from() {
            return 0;
        }

        @Override
        public long byteCount() {
            return 0;
        }

        /// {@return the value of `Content-Range`}
        String contentRange() {
            return "bytes */" + size;
        }
    }

    /// {@return the first byte to send}
    long from();

    /// {@return how many bytes to send}
    long byteCount();

    /// Reads what a request asks for.
    ///
    /// @param header the value of `Range`
    /// @param size how many bytes there are
    static ByteRange parse(String header, long size) {
        ByteRange whole = new Whole(size);
        if (!header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return whole;
        }
        String text = header.substring(6).strip();
        int dash = text.indexOf('-');
        if (dash < 0) {
            return whole;
        }
        long first = number(text.substring(0, dash));
        long last = number(text.substring(dash + 1));
        if (dash == 0) {
            return last < 0 ? whole : suffix(last, size);
        }
        boolean open = dash == text.length() - 1;
        if (first < 0 || (!open && last < first)) {
            return whole;
        }
        if (first >= size) {
            return new Unsatisfiable(size);
        }
        return new Part(first, open || last >= size ? size : last + 1, size);
    }

    /// The last bytes. Of nothing, some are asked for in vain, but no `Content-Range` can say so:
    /// it is sent whole.
    private static ByteRange suffix(long byteCount, long size) {
        if (byteCount == 0) {
            return new Unsatisfiable(size);
        }
        return size == 0 ? new Whole(0) : new Part(Math.max(size - byteCount, 0), size, size);
    }

    /// {@return the number that digits are, at most [Long#MAX_VALUE], or -1 if they are not}
    private static long number(String digits) {
        long number = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return number;
    }
}
