// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.ArrayList;
import java.util.List;

/// The routes of one path or template, one for each method.
final class RouteSet<H> {
    private final List<Route<H>> routes = new ArrayList<>(2);
    private long methods;

    /// Adds a route.
    ///
    /// @param method the bit of its method
    /// @throws IllegalArgumentException if there is one of its method; nothing is changed
    void add(Route<H> route, long method) {
        for (Route<H> other : routes) {
            if (other.method().equals(route.method())) {
                throw new IllegalArgumentException(
                        "route already there: method="
                                + route.method()
                                + " template="
                                + route.template()
                                + " other="
                                + other.template());
            }
        }
        routes.add(route);
        methods |= method;
    }

    /// Gives a match the route for a method, or else adds the methods of these routes to those
    /// that it knows to be allowed.
    ///
    /// @return whether there is such a route
    boolean select(String method, PathMatch<H> match) {
        if (find(method, match) || (method.equals("HEAD") && find("GET", match))) {
            return true;
        }
        match.allow(methods);
        return false;
    }

    private boolean find(String method, PathMatch<H> match) {
        for (int i = 0; i < routes.size(); i++) {
            Route<H> route = routes.get(i);
            if (route.method().equals(method)) {
                match.found(route);
                return true;
            }
        }
        return false;
    }
}
