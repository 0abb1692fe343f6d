// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.NoSuchElementException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/// An element is taken whole and once; `close()` and `finish()` exclude pushes or follow them.
public final class XListStress {
    private XListStress() {}

    private static int pushed(XList<String> list, String value) {
        try {
            list.push(value);
            return 1;
        } catch (IllegalStateException _) {
            return -1;
        }
    }

    private static int held(XList<?> list) {
        XListStatistics held = list.statistics();
        return held.elementCount() == 0 && held.byteCount() == 0 && held.chunkCount() == 0 ? 0 : 1;
    }

    @JCStressTest
    @Description("A push meets a poll.")
    @Outcome(id = "an element, none", expect = ACCEPTABLE, desc = "taken whole")
    @Outcome(id = "none, an element", expect = ACCEPTABLE, desc = "came later, is there")
    @State
    public static class PushAndPoll {
        private final XList<String> list = new XList<>();

        @Actor
        public void push() {
            list.push("an element");
        }

        @Actor
        public void poll(LL_Result result) {
            result.r1 = list.poll("none");
        }

        @Arbiter
        public void rest(LL_Result result) {
            result.r2 = list.poll("none");
            list.close();
        }
    }

    @JCStressTest
    @Description("Two threads push: both elements are there, in any order.")
    @Outcome(id = {"one, other", "other, one"}, expect = ACCEPTABLE, desc = "both")
    @State
    public static class PushAndPush {
        private final XList<String> list = new XList<>();

        @Actor
        public void one() {
            list.push("one");
        }

        @Actor
        public void other() {
            list.push("other");
        }

        @Arbiter
        public void rest(LL_Result result) {
            result.r1 = list.pop();
            result.r2 = list.pop();
            list.close();
        }
    }

    @JCStressTest
    @Description("Two threads take the only element.")
    @Outcome(id = {"only, none", "none, only"}, expect = ACCEPTABLE, desc = "one has it")
    @State
    public static class PollAndPoll {
        private final XList<String> list = new XList<>();

        public PollAndPoll() {
            list.push("only");
        }

        @Actor
        public void one(LL_Result result) {
            result.r1 = list.poll("none");
        }

        @Actor
        public void other(LL_Result result) {
            result.r2 = list.poll("none");
        }

        @Arbiter
        public void close() {
            list.close();
        }
    }

    @JCStressTest
    @Description("A take that waits meets a push.")
    @Outcome(id = "an element, 0", expect = ACCEPTABLE, desc = "taken, nothing held after close")
    @State
    public static class PushAndTake {
        private final XList<String> list = new XList<>();

        @Actor
        public void push() {
            list.push("an element");
        }

        @Actor
        public void take(LL_Result result) {
            result.r1 = list.take();
        }

        @Arbiter
        public void close(LL_Result result) {
            list.close();
            result.r2 = held(list);
        }
    }

    @JCStressTest
    @Description("A take that waits meets the end of the list.")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "told, nothing held after close")
    @State
    public static class FinishAndTake {
        private final XList<String> list = new XList<>();

        @Actor
        public void finish() {
            list.finish();
        }

        @Actor
        public void take(II_Result result) {
            try {
                result.r1 = list.take().length();
            } catch (NoSuchElementException _) {
                result.r1 = -1;
            }
        }

        @Arbiter
        public void close(II_Result result) {
            list.close();
            result.r2 = held(list);
        }
    }

    @JCStressTest
    @Description("A push meets close(): refused or freed, nothing is held after.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "pushed, then freed")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "refused")
    @State
    public static class PushAndClose {
        private final XList<String> list = new XList<>();

        @Actor
        public void push(II_Result result) {
            result.r1 = pushed(list, "an element");
        }

        @Actor
        public void close() {
            list.close();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = held(list);
        }
    }

    @JCStressTest
    @Description("A push meets finish(): what was not refused is taken.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "pushed, then taken")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "refused")
    @State
    public static class PushAndFinish {
        private final XList<String> list = new XList<>();

        @Actor
        public void push(II_Result result) {
            result.r1 = pushed(list, "an element");
        }

        @Actor
        public void finish() {
            list.finish();
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = list.flush().size();
            list.close();
        }
    }

    @JCStressTest
    @Description("A poll meets close(): the element or the refusal, never half of it.")
    @Outcome(id = {"an element, 0", "closed, 0"}, expect = ACCEPTABLE, desc = "whole or refused")
    @State
    public static class PollAndClose {
        private final XList<String> list = new XList<>();

        public PollAndClose() {
            list.push("an element");
        }

        @Actor
        public void poll(LL_Result result) {
            try {
                result.r1 = list.poll("none");
            } catch (IllegalStateException _) {
                result.r1 = "closed";
            }
        }

        @Actor
        public void close() {
            list.close();
        }

        @Arbiter
        public void rest(LL_Result result) {
            result.r2 = held(list);
        }
    }
}
