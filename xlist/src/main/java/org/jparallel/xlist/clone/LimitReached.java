// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// Inside the writer: a limit is reached. [GraphWriter], which knows where it is, turns it into a
/// [org.jparallel.xlist.type.CloneLimitException].
final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String limit;

    /// Names the limit.
    ///
    /// @param limit which, such as `limitBytes=65536`
    LimitReached(String limit) {
        super(limit, null, false, false);
        this.limit = limit;
    }

    /// {@return that there are too many elements}
    static LimitReached ofElements(long limitElements) {
        return new LimitReached("limitElements=" + limitElements);
    }

    /// {@return which limit, such as `limitBytes=65536`}
    String limit() {
        return limit;
    }
}
