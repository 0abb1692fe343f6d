// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import java.util.function.Function;
import java.util.stream.Stream;

/// One rule of the house style.
///
/// @param name what it asks for
/// @param check finds every place that breaks it
record Rule(String name, Function<SourceTree, Stream<Finding>> check) {
    /// {@return all rules}
    static Stream<Rule> all() {
        return Stream.of(TextRules.all(), ShapeRules.all(), HouseRules.all())
                .flatMap(rules -> rules);
    }

    Stream<Finding> findings(SourceTree tree) {
        return check.apply(tree);
    }

    @Override
    public String toString() {
        return name;
    }
}
