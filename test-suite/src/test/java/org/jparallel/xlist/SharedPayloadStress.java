// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.jparallel.xlist.type.SharedPayload;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A payload that passes through a list has a holder for each frame and each handle: it is freed
/// once, by the last of them, whoever pushes, takes and closes.
public final class SharedPayloadStress {
    private SharedPayloadStress() {}

    /// Counts its holders, and how often it was freed.
    private static final class Counted implements SharedPayload {
        private final AtomicInteger holderCount = new AtomicInteger(1);
        private final AtomicInteger freedCount = new AtomicInteger();

        @Override
        public void retain() {
            if (holderCount.getAndIncrement() < 1) {
                throw new IllegalStateException("freed");
            }
        }

        @Override
        public void release() {
            if (holderCount.decrementAndGet() == 0) {
                freedCount.incrementAndGet();
            }
        }
    }

    private record Handle(Counted payload) {
        static {
            StructuredClone.register(new HandleType());
        }
    }

    private static final class HandleType implements CloneType<Handle> {
        @Override
        public Class<Handle> type() {
            return Handle.class;
        }

        @Override
        public void write(Handle handle, CloneSink sink) {
            sink.share(handle.payload);
        }

        @Override
        public Handle read(CloneSource source) {
            return new Handle((Counted) source.takeShared());
        }
    }

    private static void end(Counted payload, II_Result result) {
        result.r1 = payload.holderCount.get();
        result.r2 = payload.freedCount.get();
    }

    @JCStressTest
    @Description("A handle is pushed and given up, while another thread takes it and gives it up.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "freed once, by the last")
    @State
    public static class PushAndTake {
        private final XList<Handle> list = new XList<>();
        private final Counted payload = new Counted();

        @Actor
        public void push() {
            list.push(new Handle(payload));
            payload.release();
        }

        @Actor
        public void take() {
            list.take().payload.release();
        }

        @Arbiter
        public void rest(II_Result result) {
            list.close();
            end(payload, result);
        }
    }

    @JCStressTest
    @Description("Two threads take a handle each, and give it up.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "freed once, by the last")
    @State
    public static class TakeAndTake {
        private final XList<Handle> list = new XList<>();
        private final Counted payload = new Counted();

        public TakeAndTake() {
            list.push(new Handle(payload));
            list.push(new Handle(payload));
            payload.release();
        }

        @Actor
        public void takeOne() {
            list.pop().payload.release();
        }

        @Actor
        public void takeTheOther() {
            list.pop().payload.release();
        }

        @Arbiter
        public void rest(II_Result result) {
            list.close();
            end(payload, result);
        }
    }

    @JCStressTest
    @Description("A list with a handle is closed while another handle is pushed.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "no frame keeps it, none is freed twice")
    @State
    public static class PushAndClose {
        private final XList<Handle> list = new XList<>();
        private final Counted payload = new Counted();

        public PushAndClose() {
            list.push(new Handle(payload));
        }

        @Actor
        public void push() {
            try {
                list.push(new Handle(payload));
            } catch (IllegalStateException closed) {
                // Then nobody has got it.
            } finally {
                payload.release();
            }
        }

        @Actor
        public void close() {
            list.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            end(payload, result);
        }
    }
}
