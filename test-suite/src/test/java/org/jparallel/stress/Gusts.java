// SPDX-License-Identifier: Apache-2.0
package org.jparallel.stress;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jparallel.Async;
import org.jparallel.arena.Mark;
import org.jparallel.context.Context;
import org.jparallel.protect.Event;
import org.jparallel.protect.WaitTimeoutException;
import org.jparallel.stress.Ledger.Call;
import org.jparallel.work.Timer;
import org.jparallel.xlist.LongXList;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.XListStatistics;

/// One call of a kind at a time, on the main thread, which tells the ledger; its works tell it when
/// they end.
final class Gusts implements AutoCloseable {
    private static final Duration SOON = Duration.ofNanos(50_000);
    private static final Duration NEVER = Duration.ofDays(1);

    /// What a context may push: a string, numbers, a structure that shares them.
    @SuppressWarnings("ArrayRecordComponent") // arrays are what travels
    private record Parcel(String name, long[] numbers, List<long[]> sameNumbers) {}

    private final Async async;
    private final Ledger ledger;
    private final Random random;
    private final XList<Parcel> parcels = new XList<>();
    private final LongXList longs = new LongXList();
    private final XList<Integer> bounded = XList.bounded(4);
    private final WorldGusts world;
    private final Object lock = new Object();
    private long underLock;
    private long onMain;

    Gusts(Async async, Ledger ledger, Random random) {
        this.async = async;
        this.ledger = ledger;
        this.random = random;
        world = new WorldGusts(async, ledger, random);
    }

    void blow(Call call) {
        ledger.begins(call, 1);
        switch (call) {
            case WORK -> async.submitWork(i -> i + 1, 1, _ -> ledger.ends(Call.WORK));
            case NESTED -> nested();
            case FAILURE -> async.submitWork(Gusts::fail);
            case ERRBACK -> async.submitWork(i -> fail(i), 1, _ -> {}, this::errbackTakes);
            case MAIN_CALL -> async.submitWork(() -> async.callFromMainThread(this::mainCall));
            case MAIN_CALL_AND_WAIT -> async.submitWork(this::mainCallAndWait);
            case WAIT, WAIT_TIMEOUT, AWAIT -> waits(call);
            case TIMER ->
                    async.submitTimer(SOON, Duration.ZERO, () -> ledger.ends(Call.TIMER));
            case PERIOD -> period();
            case QUEUE -> queue();
            case LIST -> async.submitWork(this::pushParcel, random.nextInt(2_000));
            case LONG_LIST -> longList();
            case BOUNDED_LIST -> boundedList();
            case ARENA -> async.submitWork(this::useArena, random.nextInt(1 << 16));
            case MAP -> map();
            case FUTURE -> future();
            case PLAIN_LOCK -> async.submitWork(this::plainLock);
            case READ, REPLACE, STOP -> world.blow(call);
        }
    }

    private static void fail() throws StormFailure {
        throw new StormFailure();
    }

    private static int fail(int argument) throws StormFailure {
        if (argument > 0) {
            throw new StormFailure();
        }
        return argument;
    }

    private void errbackTakes(Throwable failure) throws Exception {
        if (failure instanceof StormFailure) {
            ledger.ends(Call.ERRBACK);
        } else {
            throw new AssertionError("another failure", failure);
        }
    }

    // --- works and calls -------------------------------------------------------------------------

    private void nested() {
        AtomicLong left = new AtomicLong(15);
        async.submitWork(depth -> grow(depth, left), 3);
    }

    private boolean grow(int depth, AtomicLong left) {
        if (depth > 0) {
            async.submitWork(below -> grow(below, left), depth - 1);
            async.submitWork(below -> grow(below, left), depth - 1);
        }
        if (left.decrementAndGet() == 0) {
            ledger.ends(Call.NESTED);
        }
        return true;
    }

    private void mainCall() {
        onMain++;
        ledger.ends(Call.MAIN_CALL);
    }

    private void mainCallAndWait() throws Exception {
        long before = async.callFromMainThreadAndWait(() -> onMain++);
        require(before >= 0, "main call");
        ledger.ends(Call.MAIN_CALL_AND_WAIT);
    }

    private void plainLock() {
        synchronized (lock) {
            underLock++;
        }
        ledger.ends(Call.PLAIN_LOCK);
    }

    private void map() {
        List<Integer> numbers = IntStream.range(0, 20).boxed().toList();
        List<Integer> twice = async.map(i -> 2 * i, numbers);
        require(twice.equals(numbers.stream().map(i -> 2 * i).toList()), "map");
        ledger.ends(Call.MAP);
    }

    private void future() {
        boolean joins = random.nextBoolean();
        CompletableFuture<Void> done =
                async.future(i -> i + 1, 41)
                        .thenAccept(
                                result -> {
                                    require(result == 42, "future");
                                    ledger.ends(Call.FUTURE);
                                });
        if (joins) {
            done.join();
        }
    }

    // --- waits and timers ------------------------------------------------------------------------

    private void waits(Call call) {
        Event event = new Event();
        switch (call) {
            case WAIT -> async.submitWait(event, () -> ledger.ends(call), NEVER);
            case WAIT_TIMEOUT ->
                    async.submitWait(
                            event, () -> ledger.ends(call), this::timeoutTakes, SOON);
            default ->
                    async.submitWork(
                            () -> {
                                event.await();
                                ledger.ends(call);
                            });
        }
        if (call != Call.WAIT_TIMEOUT || random.nextBoolean()) {
            async.submitWork(event::signal);
        }
    }

    private void timeoutTakes(Throwable failure) {
        require(failure instanceof WaitTimeoutException, "timeout");
        ledger.ends(Call.WAIT_TIMEOUT);
    }

    private void period() {
        AtomicReference<Timer> timer = new AtomicReference<>();
        AtomicLong left = new AtomicLong(3);
        timer.set(
                async.submitTimer(
                        SOON,
                        SOON,
                        () -> {
                            if (left.decrementAndGet() == 0) {
                                timer.get().cancel();
                                ledger.ends(Call.PERIOD);
                            }
                        }));
    }

    // --- lists -----------------------------------------------------------------------------------

    private boolean pushParcel(int size) {
        long[] numbers = new long[size];
        Arrays.fill(numbers, size);
        String name = "parcel " + size;
        parcels.push(new Parcel(name, numbers, List.of(numbers, numbers)));
        Parcel taken = parcels.pop();
        require(taken.name.equals("parcel " + taken.numbers.length), "parcel's name");
        require(taken.sameNumbers.getLast() == taken.numbers, "parcel's sharing");
        for (long number : taken.numbers) {
            require(number == taken.numbers.length, "parcel's numbers");
        }
        ledger.ends(Call.LIST);
        return true;
    }

    private void longList() {
        async.submitWork(
                () -> {
                    longs.push(7);
                    require(longs.take() == 7, "long");
                    ledger.ends(Call.LONG_LIST);
                });
    }

    private void boundedList() {
        async.submitWork(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        bounded.push(i);
                    }
                });
        async.submitWork(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        int taken = bounded.take();
                        require(taken >= 0 && taken < 10, "bounded");
                    }
                    ledger.ends(Call.BOUNDED_LIST);
                });
    }

    private void queue() {
        XList<Integer> queue = new XList<>();
        int itemCount = 1 + random.nextInt(50);
        AtomicLong left = new AtomicLong(itemCount);
        async.submitQueue(
                queue,
                1 + random.nextInt(3),
                item -> {
                    if (item % 10 == 0) {
                        throw new StormFailure();
                    }
                    itemEnds(queue, left);
                },
                (_, _) -> itemEnds(queue, left));
        async.submitWork(
                () -> {
                    for (int i = 0; i < itemCount; i++) {
                        queue.push(i);
                    }
                    queue.finish();
                });
    }

    private void itemEnds(XList<Integer> queue, AtomicLong left) {
        if (left.decrementAndGet() == 0) {
            require(queue.isFinished() || !queue.isClosed(), "queue");
            ledger.ends(Call.QUEUE);
        }
    }

    // --- arenas ----------------------------------------------------------------------------------

    private boolean useArena(int size) {
        Context context = Context.current();
        MemorySegment kept = fill(context, size, (byte) 1);
        Mark mark = context.mark();
        for (int i = 0; i < 3; i++) {
            fill(context, size / 2, (byte) 2);
            context.rewind(mark);
        }
        for (long i = 0; i < size; i++) {
            require(kept.get(ValueLayout.JAVA_BYTE, i) == 1, "kept byte");
        }
        ledger.ends(Call.ARENA);
        return true;
    }

    private static MemorySegment fill(Context context, int size, byte value) {
        MemorySegment segment = context.allocate(size, 1);
        for (long i = 0; i < size; i += 97) {
            require(segment.get(ValueLayout.JAVA_BYTE, i) == 0, "byte of another context");
        }
        return segment.fill(value);
    }

    // --- ends ------------------------------------------------------------------------------------

    /// Nothing that a round pushed is left.
    void checkEmpty() {
        require(parcels.isEmpty() && longs.isEmpty() && bounded.isEmpty(), "lists after run");
        require(world.waitingCount() == 0, "old versions after run");
    }

    @Override
    public void close() {
        world.close();
        parcels.close();
        longs.close();
        bounded.close();
        XListStatistics nothing = new XListStatistics(0, 0, 0);
        require(parcels.statistics().equals(nothing), "parcels after close");
        require(longs.statistics().equals(nothing), "longs after close");
        require(bounded.statistics().equals(nothing), "bounded after close");
        require(underLock >= 0, "under lock");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }
}
