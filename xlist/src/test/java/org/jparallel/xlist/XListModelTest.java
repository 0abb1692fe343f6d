// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jparallel.arena.MemoryBudget;

/// Any sequence of calls on one thread does to a list what it does to a queue of the JDK.
class XListModelTest {
    private static final int CAPACITY = 1_000;

    enum Verb {
        PUSH,
        PUSH_MANY,
        POP,
        POP_MANY,
        POLL,
        DRAIN,
        FLUSH,
        ITERATE
    }

    record Step(Verb verb, int length) {}

    @Property(tries = 300)
    void behavesLikeAQueue(@ForAll("steps") List<Step> steps) {
        MemoryBudget budget = new MemoryBudget("test", Long.MAX_VALUE);
        Queue<String> model = new ArrayDeque<>();
        try (XList<String> list = new XList<>(budget)) {
            for (Step step : steps) {
                run(step, list, model);
                assertThat(list.size()).isEqualTo(model.size());
                assertThat(list.isEmpty()).isEqualTo(model.isEmpty());
                assertThat(budget.usedBytes()).isEqualTo(list.statistics().byteCount());
            }
            assertThat(list.flush()).containsExactlyElementsOf(model);
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> lengths =
                Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.integers().between(0, 200)),
                        Tuple.of(1, Arbitraries.integers().between(0, 100_000)));
        return Combinators.combine(Arbitraries.of(Verb.class), lengths)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static void run(Step step, XList<String> list, Queue<String> model) {
        switch (step.verb) {
            case PUSH -> push("x".repeat(step.length), list, model);
            case PUSH_MANY -> {
                for (int i = 0; i < Math.min(step.length, CAPACITY); i++) {
                    push("element " + i, list, model);
                }
            }
            case POP -> pop(list, model);
            case POP_MANY -> {
                for (int i = 0; i < Math.min(step.length, CAPACITY); i++) {
                    pop(list, model);
                }
            }
            case POLL -> {
                String expected = model.isEmpty() ? "none" : model.remove();
                assertThat(list.poll("none")).isEqualTo(expected);
            }
            case DRAIN -> drain(step.length, list, model);
            case FLUSH -> {
                assertThat(list.flush()).containsExactlyElementsOf(model);
                model.clear();
            }
            case ITERATE -> assertThat(list).containsExactlyElementsOf(model);
        }
    }

    private static void push(String value, XList<String> list, Queue<String> model) {
        list.push(value);
        model.add(value);
    }

    private static void pop(XList<String> list, Queue<String> model) {
        if (model.isEmpty()) {
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(list::pop);
        } else {
            assertThat(list.pop()).isEqualTo(model.remove());
        }
    }

    private static void drain(int limitCount, XList<String> list, Queue<String> model) {
        List<String> drained = new ArrayList<>();
        int count = list.drainTo(drained, limitCount);
        assertThat(count).isEqualTo(Math.min(limitCount, model.size()));
        for (String value : drained) {
            assertThat(value).isEqualTo(model.remove());
        }
    }
}
