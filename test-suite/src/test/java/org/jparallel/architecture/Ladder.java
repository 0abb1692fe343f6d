// SPDX-License-Identifier: Apache-2.0
package org.jparallel.architecture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The order of a module's packages: each may see those below it, and what is exported by the
/// modules below.
///
/// @param module the directory of the module
/// @param packages its packages, top to bottom
/// @param below the modules whose exported packages it may see
record Ladder(String module, List<String> packages, List<String> below) {
    static final Ladder CORE =
            new Ladder(
                    "core",
                    List.of(
                            "org.jparallel",
                            "org.jparallel.loop",
                            "org.jparallel.dispatch",
                            "org.jparallel.protect",
                            "org.jparallel.context",
                            "org.jparallel.work",
                            "org.jparallel.arena",
                            "org.jparallel.guard"),
                    List.of());

    static final Ladder XLIST =
            new Ladder(
                    "xlist",
                    List.of(
                            "org.jparallel.xlist.crossing",
                            "org.jparallel.xlist",
                            "org.jparallel.xlist.clone",
                            "org.jparallel.xlist.type",
                            "org.jparallel.xlist.region",
                            "org.jparallel.xlist.heap"),
                    List.of("core"));

    static final Ladder IO =
            new Ladder(
                    "io",
                    List.of(
                            "org.jparallel.io",
                            "org.jparallel.io.http",
                            "org.jparallel.io.tcp",
                            "org.jparallel.io.netty"),
                    List.of("core", "xlist"));

    static Stream<Ladder> all() {
        return Stream.of(CORE, XLIST, IO);
    }

    static Ladder of(String module) {
        return all().filter(ladder -> ladder.module.equals(module)).findFirst().orElseThrow();
    }

    /// {@return why a class of one package must not see one of the other; empty if it may}
    ///
    /// @param from the package that sees, one of this module
    /// @param to the package seen, one of `org.jparallel`
    /// @param exports whether a package is exported by its module
    Optional<String> objection(String from, String to, Exports exports) {
        if (!packages.contains(from)) {
            return Optional.of("package not on the ladder: module=" + module + " package=" + from);
        }
        if (packages.contains(to)) {
            return packages.indexOf(to) >= packages.indexOf(from)
                    ? Optional.empty()
                    : Optional.of("sees a package above: package=" + from + " sees=" + to);
        }
        boolean exported =
                below.stream().anyMatch(other -> of(other).packages.contains(to))
                        && exports.has(to);
        return exported
                ? Optional.empty()
                : Optional.of("sees a package not below: package=" + from + " sees=" + to);
    }

    /// Which packages are exported.
    @FunctionalInterface
    interface Exports {
        /// {@return whether the package is exported}
        ///
        /// @param packageName its name
        boolean has(String packageName);
    }
}
