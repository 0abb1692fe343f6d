// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The conditions of a request and the part that it asks for (RFC 9110 13 and 14), each the value
/// of a header or null if it did not come; several lines of one header are joined by commas.
///
/// Conditions that cannot be read are not met where the request asks for a certain state
/// (`If-Match`, `If-Range`), and otherwise not there.
///
/// @param ifMatch `If-Match`
/// @param ifNoneMatch `If-None-Match`
/// @param ifModifiedSince `If-Modified-Since`
/// @param ifUnmodifiedSince `If-Unmodified-Since`
/// @param range `Range`
/// @param ifRange `If-Range`
record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String ifUnmodifiedSince,
        @Nullable String range,
        @Nullable String ifRange) {
    /// No conditions.
    static final Preconditions NONE = new Preconditions(null, null, null, null, null, null);

    /// What becomes of a request by its conditions.
    enum Verdict {
        /// It is answered as if it had none.
        PROCEED,
        /// 304: who asks has it already.
        NOT_MODIFIED,
        /// 412: it is not in the state the request is meant for.
        FAILED
    }

    /// Weighs the conditions, in the order of RFC 9110 13.2.2.
    ///
    /// @param reading whether the method is GET or HEAD
    /// @param current the present state
    /// @param nowSecond the present
    Verdict verdict(boolean reading, Validators current, long nowSecond) {
        if (ifMatch != null) {
            if (!matches(ifMatch, current, true)) {
                return Verdict.FAILED;
            }
        } else if (ifUnmodifiedSince != null
                && isModifiedSince(ifUnmodifiedSince, current, nowSecond) == Answer.YES) {
            return Verdict.FAILED;
        }
        if (ifNoneMatch != null) {
            if (matches(ifNoneMatch, current, false)) {
                return reading ? Verdict.NOT_MODIFIED : Verdict.FAILED;
            }
        } else if (reading
                && ifModifiedSince != null
                && isModifiedSince(ifModifiedSince, current, nowSecond) == Answer.NO) {
            return Verdict.NOT_MODIFIED;
        }
        return Verdict.PROCEED;
    }

    /// {@return which part to send to a GET that goes ahead}
    ///
    /// @param current the present state
    /// @param size how many bytes there are
    /// @param nowSecond the present
    ByteRange part(Validators current, long size, long nowSecond) {
        boolean wanted =
                range != null && (ifRange == null || isSame(ifRange, current, nowSecond));
        return wanted && range != null ? ByteRange.parse(range, size) : new ByteRange.Whole(size);
    }

    private enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private static boolean matches(String list, Validators current, boolean strongly) {
        if (list.strip().equals("*")) {
            return current.exists();
        }
        EntityTag tag = current.entityTag();
        if (tag == null) {
            return false;
        }
        List<EntityTag> tags = EntityTag.parseList(list);
        return tags.stream()
                .anyMatch(
                        other -> strongly ? tag.matchesStrongly(other) : tag.matchesWeakly(other));
    }

    private static Answer isModifiedSince(String date, Validators current, long nowSecond) {
        OptionalLong second = HttpDate.parse(date, nowSecond);
        if (second.isEmpty() || current.lastModifiedSecond() == Validators.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        return current.lastModifiedSecond() > second.getAsLong() ? Answer.YES : Answer.NO;
    }

    /// A date names a state byte for byte only once its second is over (RFC 9110 8.8.2.2).
    private static boolean isSame(String validator, Validators current, long nowSecond) {
        EntityTag tag = current.entityTag();
        List<EntityTag> tags = EntityTag.parseList(validator);
        if (tags.size() == 1) {
            return tag != null && tag.matchesStrongly(tags.getFirst());
        }
        OptionalLong second = HttpDate.parse(validator, nowSecond);
        return second.isPresent()
                && second.getAsLong() == current.lastModifiedSecond()
                && second.getAsLong() < nowSecond;
    }
}
