// SPDX-License-Identifier: Apache-2.0
package org.jparallel.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The repository")
final class TidyTest {
    private static final SourceTree REPOSITORY = SourceTree.ofRepository();

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void keepsTo(Rule rule) {
        assertThat(rule.findings(REPOSITORY)).as(rule.name()).isEmpty();
    }

    static Stream<Rule> rules() {
        return Rule.all();
    }
}
