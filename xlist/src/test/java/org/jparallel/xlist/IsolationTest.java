// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The isolation of a work")
final class IsolationTest {
    private static final String NAME = IsolationTest.class.getName();

    private static final class Work implements Runnable {
        private final String name = "n";
        private final List<Object> list = new ArrayList<>();
        private int count;

        @Override
        public void run() {
            count += name.length() + list.size();
            list.add(count);
        }
    }

    private static final class Task extends Thread {
        private final List<Object> list = new ArrayList<>();

        @Override
        public void run() {
            list.clear();
        }
    }

    @Test
    void isThatOfEachVariable() {
        int number = new ArrayList<>(List.of(1, 2)).size();
        String text = "t" + number;
        List<Object> list = new ArrayList<>(List.of(new Object[] {1}));
        List<Object> locks = List.of(1, new ReentrantLock());
        Callable<Object> work = () -> List.of(number, text, list, locks);
        assertThat(Isolation.check(work).stream().map(Capture::toString))
                .containsExactly(
                        "arg$1: int is shareable",
                        "arg$2: java.lang.String is shareable",
                        "arg$3: java.util.ArrayList is cloneable",
                        "arg$4: java.util.ImmutableCollections$List12 is refused:"
                                + " arg$4[1]: java.util.concurrent.locks.ReentrantLock");
        assertThatThrownBy(() -> Isolation.require(work))
                .isInstanceOfSatisfying(
                        NotIsolatedException.class,
                        refusal -> assertThat(refusal.refused()).hasSize(1))
                .hasMessage(
                        "work is not isolated: work="
                                + work.getClass().getName()
                                + " arg$4=arg$4[1]: java.util.concurrent.locks.ReentrantLock");
    }

    @Test
    void isGivenWithoutVariables() {
        Runnable work = () -> {};
        assertThat(Isolation.check(work)).isEmpty();
        assertThat(Isolation.require(work)).isSameAs(work);
    }

    @Test
    void allowsAListToPushInto() {
        try (XList<String> results = new XList<>()) {
            Consumer<String> push = results::push;
            assertThat(Isolation.require(push)).isSameAs(push);
            assertThat(Isolation.check(push))
                    .extracting(Capture::verdict)
                    .containsExactly(Capture.Verdict.SHAREABLE);
        }
    }

    @Test
    void seesThroughLambdasInLambdas() {
        List<Object> list = new ArrayList<>();
        Runnable inner = list::clear;
        Runnable outer = () -> inner.run();
        assertThat(Isolation.check(outer))
                .singleElement()
                .satisfies(
                        capture ->
                                assertThat(capture.objection())
                                        .startsWith("arg$1: ")
                                        .contains("a lambda is code"));
    }

    @Test
    void isThatOfTheFieldsOfAnObject() {
        assertThat(texts(new Work()))
                .isEqualTo(
                        "name: java.lang.String is shareable,"
                                + "list: java.util.ArrayList is cloneable,"
                                + "count: int is shareable");
        assertThat(texts(new Task()))
                .isEqualTo(
                        "list: java.util.ArrayList is cloneable,"
                                + "super: java.lang.Thread is refused: super: it can be changed");
        assertThat(texts(new ReentrantLock()))
                .isEqualTo(
                        "itself: java.util.concurrent.locks.ReentrantLock is refused:"
                                + " itself: java.util.concurrent.locks.ReentrantLock");
    }

    @Test
    void seesTheObjectAroundALambda() {
        Callable<Object> work = () -> toString();
        assertThat(texts(work))
                .isEqualTo("arg$1: " + NAME + " is shareable");
    }

    private static String texts(Object work) {
        return Isolation.check(work).stream()
                .map(Capture::toString)
                .collect(Collectors.joining(","));
    }
}
