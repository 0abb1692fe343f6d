// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.List;

/// One route.
///
/// @param method the method it takes
/// @param template the paths it takes, as registered
/// @param names its variables, in the order of the template
/// @param handler what takes the request
/// @param <H> the type of handlers
record Route<H>(String method, String template, List<String> names, H handler) {
    @Override
    public String toString() {
        return method + " " + template;
    }
}
