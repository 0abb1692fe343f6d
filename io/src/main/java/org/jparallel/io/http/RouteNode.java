// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of the tree of templates: what may follow the segments that lead to it.
final class RouteNode<H> {
    private final ByteTable<RouteNode<H>> literals = new ByteTable<>();
    private final RouteSet<H> routes = new RouteSet<>();
    private @Nullable RouteNode<H> variable;
    private @Nullable RouteNode<H> tail;

    /// {@return the routes of a template below this node, for one more}
    RouteSet<H> routesOf(List<RouteTemplate.Segment> segments) {
        RouteNode<H> node = this;
        for (RouteTemplate.Segment segment : segments) {
            node = node.child(segment);
        }
        return node.routes;
    }

    /// Searches for the route of what is left of a path, the more literal first.
    ///
    /// @param from where its next segment begins
    /// @param variableCount how many variables have been taken before
    boolean find(String method, PathMatch<H> match, int from, int variableCount) {
        int end = match.segmentEnd(from);
        int slot = literals.find(match.bytes(), from, end);
        if (slot != ByteTable.ABSENT
                && literals.value(slot).follow(method, match, end, variableCount)) {
            return true;
        }
        if (variable != null && end > from) {
            match.capture(variableCount, from, end);
            if (variable.follow(method, match, end, variableCount + 1)) {
                return true;
            }
        }
        if (tail != null) {
            match.capture(variableCount, from, match.end());
            return tail.routes.select(method, match);
        }
        return false;
    }

    private boolean follow(String method, PathMatch<H> match, int end, int variableCount) {
        return end == match.end()
                ? routes.select(method, match)
                : find(method, match, end + 1, variableCount);
    }

    private RouteNode<H> child(RouteTemplate.Segment segment) {
        return switch (segment) {
            case RouteTemplate.Literal literal -> literal(literal.bytes());
            case RouteTemplate.Variable name -> variable();
            case RouteTemplate.Tail name -> tail();
        };
    }

    private RouteNode<H> literal(byte[] segment) {
        int slot = literals.find(MemorySegment.ofArray(segment), 0, segment.length);
        if (slot != ByteTable.ABSENT) {
            return literals.value(slot);
        }
        RouteNode<H> node = new RouteNode<>();
        literals.add(segment, node);
        return node;
    }

    private RouteNode<H> variable() {
        if (variable == null) {
            variable = new RouteNode<>();
        }
        return variable;
    }

    private RouteNode<H> tail() {
        if (tail == null) {
            tail = new RouteNode<>();
        }
        return tail;
    }
}
