// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Which handler takes which method and path.
///
/// A template is a path whose segments may be variables, `/wiki/{name}`, and whose last may be a
/// tail, `/files/{path...}`. A variable takes one segment that is not empty, a tail all that is
/// left, which may be nothing. A slash at the end is part of the path: `/a` and `/a/` are two.
///
/// **The search.** Paths without variables are in one hash table by all of their bytes, the others
/// in a tree by segments.
///
/// ```
///  raw path ──► table of paths ──► found
///                  │ not there
///                  ├── no '%' and no "/." ──────────────► tree ──► found, or 405, or 404
///                  └── normal form ──► table of paths ──► tree ──► …
/// ```
///
/// 1. Templates are kept in normal form ([PathText]), and the normal form of a normal form is
///    itself. So a raw path that is in the table needs no look at its characters, and one that
///    has neither an escape nor a segment that begins with a dot is its own normal form.
/// 2. In the tree a literal goes before a variable before the tail, segment by segment from the
///    left, and the search comes back when the more literal branch leads nowhere.
/// 3. Each node stands for as many segments as it is deep, so it is visited at most once in a
///    search: the cost is bounded by the routes there are, not by what a client sends.
/// 4. A route that has the path but not the method does not end the search: `POST /users/me` finds
///    `POST /users/{id}` beside `GET /users/me`. What the search passes adds up to `Allow`.
/// 5. `HEAD` is taken by a route for `GET` where the same template has none of its own.
///
/// **Cost**: no object in a search that finds; none in one that does not, unless asked for the
/// methods.
///
/// **Threads**: built by one thread, then sealed and read by any.
///
/// @param <H> the type of handlers
final class Routes<H> {
    /// How many different methods the routes may have.
    static final int LIMIT_METHODS = 62;

    private final ByteTable<RouteSet<H>> paths = new ByteTable<>();
    private final RouteNode<H> templates = new RouteNode<>();
    private final List<Route<H>> routes = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private boolean templated;
    private boolean sealed;

    /// Adds a route.
    ///
    /// @param method a method in upper case
    /// @param template the paths: literal segments, `{name}`, and `{name...}` at the end
    /// @param handler what takes the requests
    /// @return these routes
    /// @throws IllegalArgumentException if the method or the template is none, or there is a route
    ///     of the same method and shape; nothing is changed
    /// @throws IllegalStateException if they are sealed
    Routes<H> add(String method, String template, H handler) {
        if (sealed) {
            throw new IllegalStateException(
                    "routes are sealed: method=" + method + " template=" + template);
        }
        checkMethod(method);
        RouteTemplate parsed = RouteTemplate.parse(template);
        Route<H> route = new Route<>(method, template, parsed.names(), handler);
        RouteSet<H> set =
                parsed.isLiteral()
                        ? pathRoutes(parsed.path())
                        : templates.routesOf(parsed.segments());
        set.add(route, methodBit(method));
        templated |= !parsed.isLiteral();
        routes.add(route);
        return this;
    }

    /// Takes no more routes.
    ///
    /// @return these routes
    Routes<H> seal() {
        sealed = true;
        return this;
    }

    /// {@return all routes, in the order they were added; each reads as `GET /wiki/{name}`}
    List<Route<H>> list() {
        return List.copyOf(routes);
    }

    /// {@return the methods of all routes, as the value of `Allow` for `OPTIONS *`}
    String allowed() {
        return allowed(-1);
    }

    /// Searches for the route of a request.
    ///
    /// @param method the method; the very strings the routes were added with are fastest
    /// @param bytes memory that has the path as it came
    /// @param from where the path begins
    /// @param to where it ends, without the query
    /// @param match takes what is found
    /// @return what became of it
    RouteOutcome match(
            String method, MemorySegment bytes, int from, int to, PathMatch<H> match) {
        match.reset(bytes, from, to);
        if (from == to || bytes.get(ValueLayout.JAVA_BYTE, from) != '/') {
            return RouteOutcome.NOT_FOUND;
        }
        if (findPath(method, match)) {
            return RouteOutcome.FOUND;
        }
        if (PathText.mayNeedNormalising(bytes, from, to)) {
            if (!match.normalise()) {
                return RouteOutcome.MALFORMED;
            }
            if (findPath(method, match)) {
                return RouteOutcome.FOUND;
            }
        }
        if (templated && templates.find(method, match, match.begin() + 1, 0)) {
            return RouteOutcome.FOUND;
        }
        if (!match.anyAllowed()) {
            return RouteOutcome.NOT_FOUND;
        }
        return method.equals("OPTIONS")
                ? RouteOutcome.OPTIONS
                : RouteOutcome.METHOD_NOT_ALLOWED;
    }

    /// {@return the methods of a set of bits with what follows from them, as the value of `Allow`}
    String allowed(long bits) {
        TreeSet<String> allowed = new TreeSet<>();
        allowed.add("OPTIONS");
        for (int i = 0; i < methods.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                allowed.add(methods.get(i));
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
    }

    private boolean findPath(String method, PathMatch<H> match) {
        int slot = paths.find(match.bytes(), match.begin(), match.end());
        return slot != ByteTable.ABSENT && paths.value(slot).select(method, match);
    }

    private RouteSet<H> pathRoutes(byte[] path) {
        int slot = paths.find(MemorySegment.ofArray(path), 0, path.length);
        if (slot != ByteTable.ABSENT) {
            return paths.value(slot);
        }
        RouteSet<H> set = new RouteSet<>();
        paths.add(path, set);
        return set;
    }

    private long methodBit(String method) {
        int index = methods.indexOf(method);
        if (index < 0) {
            if (methods.size() == LIMIT_METHODS) {
                throw new IllegalArgumentException(
                        "too many methods: method=" + method + " limitMethods=" + LIMIT_METHODS);
            }
            index = methods.size();
            methods.add(method);
        }
        return 1L << index;
    }

    private static void checkMethod(String method) {
        boolean token =
                !method.isEmpty()
                        && method.chars()
                                .allMatch(
                                        character ->
                                                HeaderRules.isToken(character)
                                                        && !(character >= 'a' && character <= 'z'));
        if (!token) {
            throw new IllegalArgumentException("no method in upper case: method=" + method);
        }
    }
}
