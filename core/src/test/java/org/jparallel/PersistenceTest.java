// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jparallel.arena.ByteBuilder;
import org.jparallel.arena.ByteString;
import org.jparallel.arena.ByteStringCounts;
import org.jparallel.arena.ChunkPool;
import org.jparallel.arena.LongList;
import org.jparallel.arena.Mark;
import org.jparallel.context.Context;
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

/// Memory of contexts that lives on in containers.
@Timeout(60)
class PersistenceTest {
    private Async async;
    private ProtectedMap<Object, @Nullable Object> dict;
    private ProtectedList<@Nullable Object> list;

    @BeforeEach
    void open() {
        async = Async.open(AsyncLimits.standard().withParallelThreads(2));
        dict = async.dict();
        list = async.list();
    }

    @AfterEach
    void close() {
        async.close();
        assertThat(ChunkPool.shared().lentBytes()).isZero();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private void inContext(Work work) {
        async.submitWork(work);
        async.run();
    }

    private static MemorySegment number(long value) {
        MemorySegment segment = Context.current().allocate(8, 8);
        segment.set(JAVA_LONG, 0, value);
        return segment;
    }

    private static long number(@Nullable Object value) {
        return ((MemorySegment) Objects.requireNonNull(value)).get(JAVA_LONG, 0);
    }

    private static void isGone(@Nullable Object value) {
        assertThatThrownBy(() -> number(value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Already closed");
    }

    @Nested
    class AContextThatHasStoredMemory {
        private MemorySegment view;

        @BeforeEach
        void store() {
            inContext(() -> dict.put("a", number(42)));
            view = (MemorySegment) Objects.requireNonNull(dict.get("a"));
        }

        @Test
        void isPersistedAndNoLongerActive() {
            assertThat(async.persistedContexts()).isEqualTo(1);
            assertThat(async.activeContexts()).isZero();
            assertThat(number(view)).isEqualTo(42);
        }

        @Test
        void isReadByOthersWhileTheThreadRunsOtherContexts() {
            for (int i = 0; i < 100; i++) {
                inContext(() -> {
                    Context.current().allocate(10_000, 8).fill((byte) -1);
                    assertThat(number(dict.get("a"))).isEqualTo(42);
                });
            }
            assertThat(number(view)).isEqualTo(42);
        }

        @Test
        void isFreedWhenTheSlotIsRemoved() {
            Object removed = dict.remove("a");
            assertThat(async.persistedContexts()).isZero();
            isGone(view);
            isGone(removed);
        }

        @Test
        void isFreedWhenTheSlotIsOverwritten() {
            dict.put("a", 1);
            assertThat(async.persistedContexts()).isZero();
            isGone(view);
        }

        @Test
        void isFreedWhenTheContainerIsCleared() {
            dict.clear();
            assertThat(async.persistedContexts()).isZero();
            isGone(view);
        }

        @Test
        void isFreedByEveryKindOfWrite() {
            dict.update("a", _ -> null);
            isGone(view);
            inContext(() -> dict.put("a", number(1)));
            dict.compute("a", (_, _) -> 2);
            assertThat(async.persistedContexts()).isZero();
            inContext(() -> dict.put("b", number(1)));
            dict.merge("b", 1, (_, one) -> one);
            inContext(() -> dict.put("c", number(1)));
            dict.computeIfPresent("c", (_, _) -> null);
            inContext(() -> dict.put("d", number(1)));
            dict.values().removeIf(MemorySegment.class::isInstance);
            inContext(() -> dict.put("e", number(1)));
            dict.replaceAll((_, _) -> 1);
            assertThat(async.persistedContexts()).isZero();
        }

        @Test
        void isReadOnlyThere() {
            assertThat(view.isReadOnly()).isTrue();
            assertThatThrownBy(() -> view.set(JAVA_LONG, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void staysWhenItsValueMovesToAnotherContainer() {
            list.add(dict.get("a"));
            dict.remove("a");
            assertThat(async.persistedContexts()).isEqualTo(1);
            assertThat(number(list.get(0))).isEqualTo(42);
            list.clear();
            assertThat(async.persistedContexts()).isZero();
        }

        @Test
        void staysAPersistedContextWhenAnotherStoresItsView() {
            inContext(() -> list.add(dict.get("a")));
            assertThat(async.persistedContexts()).isEqualTo(1);
            dict.clear();
            assertThat(number(list.get(0))).isEqualTo(42);
        }

        @Test
        void isFreedWithTheRuntime() {
            async.close();
            isGone(view);
            assertThat(async.persistedContexts()).isZero();
            assertThat(dict.get("a")).isSameAs(view);
        }

        @Test
        void holdsOnlyTheChunksThatAreRead() {
            dict.clear();
            inContext(() -> {
                Context.current().allocate(100_000, 8);
                dict.put("a", number(1));
                Context.current().allocate(4 << 20, 8);
            });
            assertThat(async.statistics().arenaBytes()).isLessThan(4 << 20);
            assertThat(number(dict.get("a"))).isEqualTo(1);
        }
    }

    @Nested
    class SeveralValues {
        @Test
        void ofOneContextAreOnePersistedContext() {
            inContext(() -> {
                for (int i = 0; i < 10; i++) {
                    dict.put(i, number(i));
                    list.add(number(i));
                }
            });
            assertThat(async.persistedContexts()).isEqualTo(1);
            dict.clear();
            assertThat(async.persistedContexts()).isEqualTo(1);
            list.subList(1, 10).clear();
            assertThat(number(list.get(0))).isZero();
            list.removeFirst();
            assertThat(async.persistedContexts()).isZero();
        }

        @Test
        void ofSeveralContextsAreAsMany() {
            for (int i = 0; i < 20; i++) {
                int index = i;
                async.submitWork(() -> dict.put(index, number(index)));
            }
            async.run();
            assertThat(async.persistedContexts()).isEqualTo(20);
            for (int i = 0; i < 20; i++) {
                assertThat(number(dict.get(i))).isEqualTo(i);
                dict.remove(i);
                assertThat(async.persistedContexts()).isEqualTo(19 - i);
            }
        }
    }

    @Nested
    class AList {
        @Test
        void keepsWhatItMovesAndFreesWhatItLoses() {
            inContext(() -> list.add(number(3)));
            inContext(() -> list.addAll(List.of(number(1), number(2))));
            list.sort((left, right) -> Long.compare(number(left), number(right)));
            assertThat(list).extracting(value -> number(value)).containsExactly(1L, 2L, 3L);
            assertThat(list.removeIf(value -> number(value) < 3)).isTrue();
            assertThat(async.persistedContexts()).isEqualTo(1);
            list.add(0, "x");
            list.replaceAll(value -> value instanceof MemorySegment ? "y" : value);
            assertThat(list).containsExactly("x", "y");
            assertThat(async.persistedContexts()).isZero();
        }

        @Test
        void freesWhatIsSet() {
            inContext(() -> list.add(number(3)));
            isGone(list.set(0, null));
            inContext(() -> list.set(0, number(4)));
            list.update(0, _ -> 5);
            assertThat(async.persistedContexts()).isZero();
        }
    }

    @Nested
    class AnObject {
        @Test
        void keepsAFieldUntilItIsRemoved() {
            ProtectedObject object = async.object();
            object.set("foo", null);
            inContext(() -> object.set("foo", number(7)));
            assertThat(async.persistedContexts()).isEqualTo(1);
            assertThat(number(object.field("foo"))).isEqualTo(7);
            object.remove("foo");
            assertThat(async.persistedContexts()).isZero();
        }
    }

    @Nested
    class ACollectionOfAnArena {
        @Test
        void isReadAsItWasWhenItWasStored() {
            inContext(() -> {
                Context context = Context.current();
                LongList longs = new LongList(context);
                longs.add(1);
                longs.add(2);
                ByteBuilder bytes = new ByteBuilder(context);
                bytes.append((byte) 65);
                ByteStringCounts counts = new ByteStringCounts(context);
                counts.add(ByteString.of("a key that is long enough", context), 3);
                counts.add(ByteString.of("short", context), 4);
                dict.put("longs", longs);
                dict.put("bytes", bytes);
                dict.put("counts", counts);
                dict.put("string", ByteString.of("text", context));
                longs.add(3);
            });
            assertThat(async.persistedContexts()).isEqualTo(1);
            LongList longs = (LongList) Objects.requireNonNull(dict.get("longs"));
            assertThat(longs.toArray()).containsExactly(1, 2);
            assertThatThrownBy(() -> longs.addAll(longs)).isInstanceOfAny(
                    IllegalArgumentException.class, UnsupportedOperationException.class);
            assertThat(dict.get("bytes")).hasToString("A");
            assertThat(dict.get("string")).hasToString("text");
            ByteStringCounts counts = (ByteStringCounts) Objects.requireNonNull(dict.get("counts"));
            assertThat(counts.toMap())
                    .hasSize(2)
                    .containsValues(3L, 4L);
            dict.clear();
            assertThatThrownBy(longs::toArray).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isAKeyToo() {
            inContext(() -> dict.put(ByteString.of("key", Context.current()), null));
            assertThat(async.persistedContexts()).isEqualTo(1);
            ByteString key = ByteString.of("key", Arena.ofAuto());
            assertThat(dict).containsKey(key);
            dict.put(key, 1);
            assertThat(async.persistedContexts()).isEqualTo(1);
            dict.remove(key);
            assertThat(async.persistedContexts()).isZero();
        }
    }

    @Nested
    class AContextThatStillRuns {
        private final Event stored = new Event();
        private final Event goOn = new Event();

        private void submit(Work then) {
            async.submitWork(() -> {
                dict.put("a", number(42));
                stored.signal();
                goOn.await();
                then.run();
            });
            stored.await();
        }

        @Test
        void isReadByOthersAndNotYetPersisted() {
            submit(() -> {});
            assertThat(number(dict.get("a"))).isEqualTo(42);
            assertThat(async.persistedContexts()).isZero();
            assertThat(async.activeContexts()).isEqualTo(1);
            goOn.signal();
            async.run();
            assertThat(async.persistedContexts()).isEqualTo(1);
        }

        @Test
        void keepsItsOwnMemoryWhenItsValueIsDropped() {
            async.submitWork(() -> {
                MemorySegment own = number(7);
                dict.put("a", own);
                stored.signal();
                goOn.await();
                assertThat(number(own)).isEqualTo(7);
                dict.put("b", own);
            });
            stored.await();
            isGone(dict.remove("a"));
            goOn.signal();
            async.run();
            assertThat(number(dict.get("b"))).isEqualTo(7);
        }

        @Test
        void storesAgainAfterAllWasDropped() {
            submit(() -> dict.put("b", number(43)));
            isGone(dict.remove("a"));
            goOn.signal();
            async.run();
            assertThat(async.persistedContexts()).isEqualTo(1);
            assertThat(number(dict.get("b"))).isEqualTo(43);
        }

        @Test
        void mayDropWhatItHasStored() {
            inContext(() -> {
                dict.put("a", number(1));
                dict.put("a", number(2));
                dict.remove("a");
            });
            assertThat(async.persistedContexts()).isZero();
        }

        @Test
        void doesNotRewindBehindIt() {
            inContext(() -> {
                Mark mark = Context.current().mark();
                dict.put("a", number(1));
                assertThatThrownBy(() -> Context.current().rewind(mark))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("memory behind the mark is in use by others");
            });
            assertThat(number(dict.get("a"))).isEqualTo(1);
        }
    }

    @Nested
    class OtherValues {
        @Test
        void ofTheJavaHeapPersistNothing() {
            inContext(() -> {
                dict.put("number", 42);
                dict.put("array", MemorySegment.ofArray(new long[1]));
                dict.put("auto", Arena.ofAuto().allocate(8));
            });
            assertThat(async.persistedContexts()).isZero();
        }

        /// A key without a hash.
        private record Hashless() {
            @Override
            public int hashCode() {
                throw new UnsupportedOperationException("no hash");
            }
        }

        @Test
        void underKeysThatFailPersistNothing() {
            async.submitWork(() -> dict.put(new Hashless(), number(1)));
            assertThatThrownBy(async::run).hasMessage("no hash");
            assertThat(async.persistedContexts()).isZero();
            MemorySegment dead;
            try (Arena arena = Arena.ofConfined()) {
                dead = arena.allocate(8);
            }
            async.submitWork(() -> dict.put(dead, number(1)));
            assertThatThrownBy(async::run).hasMessage("memory of the value is freed already");
            async.submitWork(() -> dict.update(dead, _ -> number(1)));
            assertThatThrownBy(async::run).hasMessage("memory of the value is freed already");
            assertThat(async.persistedContexts()).isZero();
            assertThat(dict).isEmpty();
        }

        @Test
        void thatAreDeadAreRefused() {
            inContext(() -> list.add(number(1)));
            Object removed = list.removeFirst();
            assertThatThrownBy(() -> list.add(removed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("memory of the value is freed already");
            assertThat(list).isEmpty();
        }

        @Test
        void thatAreRefusedPersistNothing() {
            dict.put("main", 1);
            async.submitWork(() -> dict.put("main", number(1)));
            assertThatThrownBy(async::run).hasMessageContaining("key=main");
            inContext(() -> dict.putIfAbsent("main", number(1)));
            assertThat(async.persistedContexts()).isZero();
        }
    }

    @Nested
    class AContainerThatIsDropped {
        @Test
        void freesWhatItHeld() throws InterruptedException {
            storeIntoGarbage();
            assertThat(async.persistedContexts()).isEqualTo(1);
            for (int i = 0; i < 1_000 && async.persistedContexts() > 0; i++) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(async.persistedContexts()).isZero();
        }

        private void storeIntoGarbage() {
            ProtectedMap<String, MemorySegment> garbage = async.dict();
            inContext(() -> garbage.put("a", number(1)));
        }
    }
}
