// SPDX-License-Identifier: Apache-2.0
package org.jparallel.protect;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What Guava asks of every map and list, on the main thread.
class GuavaContainersTest {
    private static Containers containers() {
        return new Containers(new Object());
    }

    @TestFactory
    DynamicNode map() {
        return GuavaSuite.of(
                ConcurrentMapTestSuiteBuilder.using(
                                new TestStringMapGenerator() {
                                    @Override
                                    protected Map<String, String> create(
                                            Map.Entry<String, String>[] entries) {
                                        Map<String, String> map = containers().map();
                                        for (Map.Entry<String, String> entry : entries) {
                                            map.put(entry.getKey(), entry.getValue());
                                        }
                                        return map;
                                    }
                                })
                        .named("dict")
                        .withFeatures(
                                CollectionSize.ANY,
                                MapFeature.GENERAL_PURPOSE,
                                MapFeature.ALLOWS_NULL_VALUES,
                                CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                        .createTestSuite());
    }

    @TestFactory
    DynamicNode list() {
        return GuavaSuite.of(
                ListTestSuiteBuilder.using(
                                new TestStringListGenerator() {
                                    @Override
                                    protected List<String> create(String[] elements) {
                                        List<String> list = containers().list();
                                        list.addAll(Arrays.asList(elements));
                                        return list;
                                    }
                                })
                        .named("list")
                        .withFeatures(
                                CollectionSize.ANY,
                                ListFeature.GENERAL_PURPOSE,
                                CollectionFeature.ALLOWS_NULL_VALUES)
                        .createTestSuite());
    }
}
