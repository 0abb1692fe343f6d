// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicNode;

/// A suite of Guava's testlib, which are of JUnit 3, as dynamic tests.
final class GuavaSuite {
    private GuavaSuite() {}

    static DynamicNode of(Test test) {
        if (test instanceof TestSuite suite) {
            Stream<DynamicNode> children =
                    Collections.list(suite.tests()).stream().map(GuavaSuite::of);
            return dynamicContainer(String.valueOf(suite.getName()), children);
        }
        return dynamicTest(test.toString(), () -> run(test));
    }

    private static void run(Test test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        List<TestFailure> failures = Collections.list(result.failures());
        failures.addAll(Collections.list(result.errors()));
        if (!failures.isEmpty()) {
            throw failures.getFirst().thrownException();
        }
    }
}
