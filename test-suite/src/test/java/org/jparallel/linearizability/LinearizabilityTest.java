// SPDX-License-Identifier: Apache-2.0
package org.jparallel.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jparallel.Async;
import org.jparallel.AsyncLimits;
import org.jparallel.protect.Event;
import org.jparallel.protect.ProtectedList;
import org.jparallel.protect.ProtectedMap;
import org.jparallel.protect.WaitTimeoutException;
import org.jparallel.work.Work;
import org.jparallel.xlist.XList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Random calls of a few processes on one container, again and again: each time there is an order
/// of the calls that explains what all of them have seen.
///
/// Process 0 is the main thread, the others are contexts.
@Timeout(120)
class LinearizabilityTest {
    private static final int ROUND_COUNT = 300;
    private static final int CONTEXT_COUNT = 2;
    private static final int CALL_COUNT = 5;
    private static final Duration SHORT = Duration.ofNanos(20_000);

    /// One random call of one process.
    private interface Caller {
        void call(Recorder recorder, int process, int number, Random random);
    }

    /// A container of one round, and what the processes do with it.
    private record Subject(Caller caller, Runnable end) {}

    private static <S> void check(Model<S> model, Supplier<Subject> subjects, Async async) {
        for (int round = 0; round < ROUND_COUNT; round++) {
            Subject subject = subjects.get();
            Recorder recorder = new Recorder(CONTEXT_COUNT + 1);
            for (int process = 1; process <= CONTEXT_COUNT; process++) {
                async.submitWork(process(subject.caller, recorder, process, round));
            }
            run(process(subject.caller, recorder, 0, round));
            async.run();
            subject.end.run();
            List<Operation> history = recorder.history();
            assertThat(history).hasSize((CONTEXT_COUNT + 1) * CALL_COUNT);
            assertThat(Checker.explains(model, history))
                    .as(() -> "an order of " + lines(history))
                    .isTrue();
        }
    }

    private static Work process(Caller caller, Recorder recorder, int process, int round) {
        Random random = new Random(31L * round + process);
        return () -> {
            recorder.awaitAll();
            for (int number = 0; number < CALL_COUNT; number++) {
                caller.call(recorder, process, number, random);
            }
        };
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static String lines(List<Operation> history) {
        List<String> lines = new ArrayList<>();
        history.forEach(operation -> lines.add("\n" + operation));
        return String.join("", lines);
    }

    private static Async open() {
        return Async.open(AsyncLimits.standard().withParallelThreads(CONTEXT_COUNT));
    }

    @Test
    void anXListIsFirstInFirstOutForEachProducer() {
        try (Async async = open()) {
            check(
                    new QueueModel(),
                    () -> {
                        XList<Object> list = new XList<>();
                        return new Subject(
                                (recorder, process, number, random) ->
                                        queueCall(list, recorder, process, number, random),
                                list::close);
                    },
                    async);
        }
    }

    private static void queueCall(
            XList<Object> list, Recorder recorder, int process, int number, Random random) {
        int element = process * QueueModel.PRODUCER + number;
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 ->
                    recorder.record(
                            process,
                            "push",
                            element,
                            () -> {
                                list.push(element);
                                return "null";
                            });
            case 4 -> recorder.record(process, "flush", "", () -> List.copyOf(list.flush()));
            default -> recorder.record(process, "poll", "", () -> list.poll("empty"));
        }
    }

    @Test
    void anEventKeepsOneSignalAndReleasesOne() {
        try (Async async = open()) {
            check(
                    new EventModel(),
                    () -> {
                        Event event = new Event();
                        return new Subject(
                                (recorder, process, _, random) ->
                                        eventCall(event, recorder, process, random),
                                () -> {});
                    },
                    async);
        }
    }

    private static void eventCall(Event event, Recorder recorder, int process, Random random) {
        switch (random.nextInt(4)) {
            case 0, 1 ->
                    recorder.record(
                            process,
                            "signal",
                            "",
                            () -> {
                                event.signal();
                                return "null";
                            });
            case 2 -> recorder.record(process, "await", "", () -> isReleased(event, SHORT));
            default ->
                    recorder.record(process, "await", "", () -> isReleased(event, Duration.ZERO));
        }
    }

    private static boolean isReleased(Event event, Duration timeout) {
        try {
            event.await(timeout);
            return true;
        } catch (WaitTimeoutException _) {
            return false;
        }
    }

    @Test
    void aMapIsOneTable() {
        try (Async async = open()) {
            check(
                    new MapModel(),
                    () -> {
                        ProtectedMap<String, Integer> map = async.dict();
                        return new Subject(
                                (recorder, process, number, random) ->
                                        mapCall(map, recorder, process, number, random),
                                () -> {});
                    },
                    async);
        }
    }

    private static void mapCall(
            ProtectedMap<String, Integer> map,
            Recorder recorder,
            int process,
            int number,
            Random random) {
        String key = random.nextBoolean() ? "a" : "b";
        MapModel.Entry entry = new MapModel.Entry(key, 10 * process + number);
        switch (random.nextInt(8)) {
            case 0 -> recorder.record(process, "get", key, () -> map.get(key));
            case 1 -> recorder.record(process, "size", "", map::size);
            case 2 -> recorder.record(process, "snapshot", "", map::snapshot);
            case 3 -> recorder.record(process, "remove", key, () -> map.remove(key));
            case 4 ->
                    recorder.record(
                            process,
                            "putIfAbsent",
                            entry,
                            () -> map.putIfAbsent(key, entry.value()));
            case 5 ->
                    recorder.record(
                            process,
                            "increment",
                            key,
                            () -> map.update(key, value -> value == null ? 1 : value + 1));
            default -> recorder.record(process, "put", entry, () -> map.put(key, entry.value()));
        }
    }

    @Test
    void aListIsOneRow() {
        try (Async async = open()) {
            check(
                    new ListModel(),
                    () -> {
                        ProtectedList<Integer> list = async.list();
                        return new Subject(
                                (recorder, process, number, random) ->
                                        listCall(list, recorder, process, number, random),
                                () -> {});
                    },
                    async);
        }
    }

    private static void listCall(
            ProtectedList<Integer> list,
            Recorder recorder,
            int process,
            int number,
            Random random) {
        int value = 10 * process + number;
        int index = random.nextInt(3);
        boolean main = process == ListModel.MAIN;
        switch (random.nextInt(8)) {
            case 0 -> recorder.record(process, "get", index, () -> list.get(index));
            case 1 -> recorder.record(process, "size", "", list::size);
            case 2, 3 -> recorder.record(process, "snapshot", "", list::snapshot);
            case 4 -> {
                ListModel.Place place = new ListModel.Place(index, value);
                recorder.record(process, "set", place, () -> list.set(index, value));
            }
            case 5 -> shift(list, recorder, main ? "removeFirst" : "add", value);
            case 6 -> shift(list, recorder, main ? "addFirst" : "add", value);
            default ->
                    recorder.record(
                            process,
                            "add",
                            value,
                            () -> {
                                list.add(value);
                                return "null";
                            });
        }
    }

    /// Of a list of anything, so that a number can only be an index.
    private static @Nullable Object removeFirst(List<?> list) {
        return list.remove(0);
    }

    private static void shift(
            ProtectedList<Integer> list, Recorder recorder, String name, int value) {
        int process = value / 10;
        switch (name) {
            case "removeFirst" ->
                    recorder.record(process, name, "", () -> removeFirst(list));
            case "addFirst" ->
                    recorder.record(
                            process,
                            name,
                            value,
                            () -> {
                                list.add(0, value);
                                return "null";
                            });
            default -> recorder.record(process, name, value, () -> list.add(value));
        }
    }
}
