// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jparallel.protect.AssignmentException;
import org.jparallel.protect.Event;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.ProtectedObject;
import org.jparallel.work.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who may write what into the containers of the main thread.
@Timeout(60)
class ContainersTest {
    private static final String MAIN = Thread.currentThread().getName();

    private Async async;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2));
    }

    @AfterEach
    void close() {
        async.close();
    }

    /// Runs it in a context that has ended when this returns.
    private void inContext(Work work) {
        async.submitWork(work);
        async.run();
    }

    private void refusedInContext(ThrowingCallable call, String message) {
        inContext(() -> assertThatThrownBy(call)
                .isInstanceOf(AssignmentException.class)
                .hasMessageMatching(message));
    }

    private static String owned(String container, Object key, String owner) {
        return "slot holds what another has stored: container=" + container + " key=" + key
                + " owner=" + owner;
    }

    private static String ofMain(String container, Object key) {
        return owned(container, key, "main ownerThread=" + MAIN);
    }

    private static String ofContext(String container, Object key) {
        return owned(container, key, "context ownerThread=jparallel-.+");
    }

    @Nested
    class ADict {
        private ProtectedMap<String, @Nullable Integer> dict;

        @BeforeEach
        void make() {
            dict = async.dict();
            dict.put("main", 1);
            dict.put("null", null);
        }

        @Test
        void takesANewSlotFromAContext() {
            inContext(() -> assertThat(dict.put("new", 2)).isNull());
            assertThat(dict).containsEntry("new", 2);
        }

        @Test
        void takesAValueOverNullFromAContext() {
            inContext(() -> dict.put("null", 2));
            assertThat(dict).containsEntry("null", 2);
        }

        @Test
        void letsAContextDeleteANullSlot() {
            inContext(() -> assertThat(dict.remove("null")).isNull());
            assertThat(dict).doesNotContainKey("null");
        }

        @Test
        void keepsWhatMainHasStored() {
            refusedInContext(() -> dict.put("main", 2), ofMain("dict", "main"));
            refusedInContext(() -> dict.remove("main"), ofMain("dict", "main"));
            refusedInContext(() -> dict.remove("main", 1), ofMain("dict", "main"));
            refusedInContext(() -> dict.replace("main", 2), ofMain("dict", "main"));
            refusedInContext(() -> dict.replace("main", 1, 2), ofMain("dict", "main"));
            refusedInContext(() -> dict.merge("main", 1, Integer::sum), ofMain("dict", "main"));
            refusedInContext(() -> dict.update("main", _ -> 2), ofMain("dict", "main"));
            refusedInContext(() -> dict.replaceAll((_, _) -> 2), ofMain("dict", "main"));
            refusedInContext(() -> dict.keySet().remove("main"), ofMain("dict", "main"));
            refusedInContext(() -> dict.values().removeIf(_ -> true), ofMain("dict", "main"));
            refusedInContext(
                    () -> dict.entrySet().iterator().next().setValue(2), "slot holds.*");
            assertThat(dict).containsEntry("main", 1);
        }

        @Test
        void runsNoFunctionForASlotThatMayNotBeWritten() {
            List<String> calls = new ArrayList<>();
            refusedInContext(
                    () -> dict.compute("main", (_, _) -> calls.add("compute") ? 2 : 3),
                    ofMain("dict", "main"));
            refusedInContext(
                    () -> dict.computeIfPresent("main", (_, _) -> calls.add("present") ? 2 : 3),
                    ofMain("dict", "main"));
            assertThat(calls).isEmpty();
        }

        @Test
        void clearsAllOrNothingForAContext() {
            refusedInContext(dict::clear, ofMain("dict", "main"));
            assertThat(dict).hasSize(2);
            dict.remove("main");
            inContext(dict::clear);
            assertThat(dict).isEmpty();
        }

        @Test
        void readsWithoutOwningForAContext() {
            inContext(() -> {
                assertThat(dict.get("main")).isEqualTo(1);
                assertThat(dict.putIfAbsent("main", 2)).isEqualTo(1);
                assertThat(dict.computeIfAbsent("main", _ -> 2)).isEqualTo(1);
                assertThat(dict.remove("main", 2)).isFalse();
                assertThat(dict.replace("main", 2, 3)).isFalse();
            });
            assertThat(dict).containsEntry("main", 1);
        }

        @Test
        void letsAContextReplaceAndDeleteItsOwn() {
            inContext(() -> {
                dict.put("own", 1);
                assertThat(dict.put("own", 2)).isEqualTo(1);
                assertThat(dict.merge("own", 3, Integer::sum)).isEqualTo(5);
                assertThat(dict.remove("own")).isEqualTo(5);
            });
            assertThat(dict).doesNotContainKey("own");
        }

        @Test
        void keepsWhatAnEarlierContextHasStored() {
            inContext(() -> dict.put("context", 1));
            refusedInContext(() -> dict.put("context", 2), ofContext("dict", "context"));
            refusedInContext(() -> dict.remove("context"), ofContext("dict", "context"));
        }

        @Test
        void keepsWhatAContextHasStoredThatStillRuns() {
            Event stored = new Event();
            Event refused = new Event();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            async.submitWork(() -> {
                dict.put("context", 1);
                stored.signal();
                refused.await();
                dict.put("context", 3);
            });
            async.submitWait(
                    stored,
                    () -> {
                        try {
                            dict.put("context", 2);
                        } catch (AssignmentException expected) {
                            failure.set(expected);
                        } finally {
                            refused.signal();
                        }
                    });
            async.run();
            assertThat(failure.get()).hasMessageMatching(ofContext("dict", "context"));
            assertThat(dict).containsEntry("context", 3);
        }

        @Test
        void isTheMainThreadsToChange() {
            inContext(() -> dict.put("context", 1));
            dict.put("context", 2);
            refusedInContext(() -> dict.put("context", 3), ofMain("dict", "context"));
            dict.clear();
            assertThat(dict).isEmpty();
        }

        @Test
        void namesALongKeyShort() {
            dict.put("k".repeat(1_000), 1);
            refusedInContext(
                    () -> dict.put("k".repeat(1_000), 2),
                    ofMain("dict", "k{64}\\.\\.\\."));
        }
    }

    @Nested
    class AList {
        private ProtectedList<@Nullable String> list;

        @BeforeEach
        void make() {
            list = async.list();
            list.add("main");
            list.add(null);
        }

        @Test
        void growsForAContext() {
            inContext(() -> {
                for (int i = 0; i < 100; i++) {
                    list.add("context");
                }
                list.addAll(List.of("a", "b"));
            });
            assertThat(list).hasSize(104).startsWith("main", null, "context").endsWith("a", "b");
        }

        @Test
        void takesAValueOverNullFromAContext() {
            inContext(() -> assertThat(list.set(1, "context")).isNull());
            assertThat(list).containsExactly("main", "context");
        }

        @Test
        void keepsWhatMainHasStored() {
            String refusal = ofMain("list", 0);
            refusedInContext(() -> list.set(0, "x"), refusal);
            refusedInContext(() -> list.update(0, _ -> "x"), refusal);
            refusedInContext(() -> list.removeFirst(), refusal);
            refusedInContext(() -> list.remove("main"), refusal);
            refusedInContext(() -> list.add(0, "x"), refusal);
            refusedInContext(() -> list.addAll(0, List.of("x")), refusal);
            refusedInContext(() -> list.removeIf("main"::equals), refusal);
            refusedInContext(() -> list.replaceAll(_ -> "x"), refusal);
            refusedInContext(() -> list.sort((_, _) -> 0), refusal);
            refusedInContext(list::clear, refusal);
            refusedInContext(() -> list.subList(0, 1).clear(), refusal);
            refusedInContext(() -> removeByIterator(list), refusal);
            assertThat(list).containsExactly("main", null);
        }

        private static void removeByIterator(List<@Nullable String> list) {
            var iterator = list.iterator();
            iterator.next();
            iterator.remove();
        }

        @Test
        void letsAContextChangeItsOwnAtTheEnd() {
            inContext(() -> {
                list.add("c");
                list.add("a");
                list.add("b");
                list.subList(2, 5).set(0, "d");
                assertThat(list.remove("a")).isTrue();
                assertThat(list.removeLast()).isEqualTo("b");
            });
            assertThat(list).containsExactly("main", null, "d");
        }

        @Test
        void keepsWhatAnEarlierContextHasStored() {
            inContext(() -> list.add("context"));
            refusedInContext(() -> list.set(2, "x"), ofContext("list", 2));
            refusedInContext(() -> list.removeLast(), ofContext("list", 2));
            refusedInContext(() -> list.add(1, "x"), ofContext("list", 2));
        }

        @Test
        void movesTheOwnersWithTheElements() {
            inContext(() -> list.add("a"));
            list.sort((left, right) -> String.valueOf(left).compareTo(String.valueOf(right)));
            assertThat(list).containsExactly("a", "main", null);
            refusedInContext(() -> list.set(0, "x"), ofContext("list", 0));
            refusedInContext(() -> list.set(1, "x"), ofMain("list", 1));
            list.removeFirst();
            refusedInContext(() -> list.set(0, "x"), ofMain("list", 0));
        }
    }

    @Nested
    class AnObject {
        private ProtectedObject object;

        @BeforeEach
        void make() {
            object = async.object();
            object.set("main", 1);
            object.set("null", null);
        }

        @Test
        void takesNewAndNullFieldsFromAContext() {
            inContext(() -> {
                object.set("new", 2);
                object.set("null", 3);
                assertThat(object.update("new", value -> (Integer) value + 1)).isEqualTo(3);
            });
            assertThat(object.names()).containsExactly("main", "new", "null");
            assertThat(object).hasToString("{main=1, new=3, null=3}");
            assertThat(object.field("new", Integer.class)).isEqualTo(3);
        }

        @Test
        void keepsWhatMainHasStored() {
            refusedInContext(() -> object.set("main", 2), ofMain("object", "main"));
            refusedInContext(() -> object.remove("main"), ofMain("object", "main"));
            refusedInContext(() -> object.update("main", _ -> 2), ofMain("object", "main"));
            assertThat(object.remove("main")).isEqualTo(1);
            assertThat(object.has("main")).isFalse();
        }

        @Test
        void hasNoFieldThatIsNotSet() {
            assertThatThrownBy(() -> object.field("none"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("no such field: name=none");
            assertThatThrownBy(() -> object.remove("none"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("no such field: name=none");
            assertThat(object.field("null")).isNull();
        }
    }

    @Nested
    class AFunctionThatAContainerCalls {
        private ProtectedMap<String, Integer> dict;
        private ProtectedList<String> list;

        @BeforeEach
        void make() {
            dict = async.dict();
            list = async.list();
        }

        private static void refusedInside(ThrowingCallable call, String message) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
        }

        @Test
        void isRefusedAnotherLock() {
            inContext(() -> dict.update("a", _ -> {
                refusedInside(
                        () -> dict.put("b", 1),
                        "container used by a function that a container calls: container=dict"
                                + " caller=dict");
                refusedInside(
                        () -> list.add("x"),
                        "container used by a function that a container calls: container=list"
                                + " caller=dict");
                refusedInside(
                        dict::size,
                        "container used by a function that a container calls: container=dict"
                                + " caller=dict");
                return 1;
            }));
            assertThat(dict).containsExactly(Map.entry("a", 1));
            assertThat(list).isEmpty();
        }

        @Test
        void isRefusedSeveralSlotsAlsoOfAContainerThatNobodyWrites() {
            ProtectedMap<String, Integer> otherDict = async.dict();
            inContext(() -> dict.update("a", _ -> {
                refusedInside(
                        otherDict::size,
                        "container used by a function that a container calls: container=dict"
                                + " caller=dict");
                refusedInside(
                        list::snapshot,
                        "container used by a function that a container calls: container=list"
                                + " caller=dict");
                return 1;
            }));
            assertThat(dict).containsEntry("a", 1);
        }

        @Test
        void mayReadSlots() {
            list.add("x");
            dict.put("b", 2);
            dict.update("a", _ -> list.size() + dict.get("b") + list.get(0).length());
            assertThat(dict).containsEntry("a", 4);
        }

        @Test
        void leavesTheSlotAsItWasIfItFails() {
            dict.put("a", 1);
            assertThatThrownBy(() -> dict.update("a", _ -> {
                        throw new IllegalArgumentException("mine");
                    }))
                    .hasMessage("mine");
            assertThat(dict.put("a", 2)).isEqualTo(1);
        }
    }

    @Nested
    class AWriterWhoWaits {
        @Test
        void isServedByTheMainThreadThatWaitsForTheSameSlot() {
            ProtectedMap<String, Integer> dict = async.dict();
            Event inside = new Event();
            async.submitWork(() -> dict.update("a", _ -> {
                inside.signal();
                return async.callFromMainThreadAndWait(() -> 5);
            }));
            inside.await();
            assertThat(dict.put("a", 6)).isEqualTo(5);
            async.run();
        }

        @Test
        void servesCallsThatWriteMeanwhile() {
            ProtectedMap<Integer, Integer> dict = async.dict();
            Event inside = new Event();
            async.submitWork(() -> dict.update(0, _ -> {
                inside.signal();
                async.callFromMainThreadAndWait(() -> dict.put(1, 7));
                return 5;
            }));
            inside.await();
            dict.clear();
            assertThat(dict).isEmpty();
            async.run();
        }
    }

    @Nested
    class AnotherThread {
        @Test
        void reads() {
            ProtectedMap<String, Integer> dict = async.dict();
            dict.put("a", 1);
            assertThat(OtherThread.thrownBy(() -> assertThat(dict).containsEntry("a", 1))).isNull();
        }

        @Test
        void doesNotWrite() {
            ProtectedMap<String, Integer> dict = async.dict();
            assertThat(OtherThread.thrownBy(() -> dict.put("a", 1)))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageMatching(
                            "protected containers are written by their main thread and its"
                                    + " contexts: thread=stranger mainThread="
                                    + MAIN);
        }

        @Test
        void makesNone() {
            inContext(() -> {
                assertThatThrownBy(async::dict).isInstanceOf(WrongThreadException.class);
                assertThatThrownBy(async::list).isInstanceOf(WrongThreadException.class);
                assertThatThrownBy(async::object).isInstanceOf(WrongThreadException.class);
            });
        }
    }
}
