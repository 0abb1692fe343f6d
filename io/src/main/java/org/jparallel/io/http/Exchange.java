// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.RawMemory;
import org.jparallel.io.netty.Turn;
import org.jspecify.annotations.Nullable;

/// One request and its response, used again for the next ones of its event loop.
///
/// The head is parsed and used where it was received. If the answer does not come at once, the head
/// is moved into memory of the turn, which the exchange then holds: see [#settle()].
final class Exchange {
    /// How far it has come.
    enum Stage {
        /// The head is awaited.
        HEAD,
        /// The body is awaited, or comes to a handler part by part.
        BODY,
        /// The request is whole; the response is not.
        ANSWER,
        /// The response is complete, which does not mean that it has left.
        DONE
    }

    final HttpLoop http;
    final HeadParser parser;
    final RequestHead head;
    final PathMatch<RouteTarget> match;
    final Output output = new Output();
    final RequestBody body;
    final BodyIntake intake;
    final Request request;
    final Response response;

    Stage stage = Stage.HEAD;
    RouteOutcome outcome = RouteOutcome.NOT_FOUND;

    /// Works whose callbacks have not come home.
    int workCount;

    /// When the first bytes of a head came that was not whole.
    long headSinceNanos;

    /// The next one in the list of those that are free.
    @Nullable Exchange nextFree;

    private @Nullable Turn turn;
    private @Nullable Link link;
    private @Nullable HttpConnection connection;
    private MemorySegment bytes = MemorySegment.NULL;
    private int from;
    private int headBytes;
    private boolean held;
    private boolean settled;

    Exchange(HttpLoop http) {
        this.http = http;
        parser = new HeadParser(http.service().limits());
        head = parser.head();
        match = new PathMatch<>(http.service().routes());
        body = new RequestBody(http.service().limits().bodyBytes());
        intake = new BodyIntake(http.service().limits());
        request = new Request(this);
        response = new Response(this);
    }

    /// Begins with the first request of a turn.
    void begin(Turn usedTurn, Link usedLink, HttpConnection usedConnection) {
        turn = usedTurn;
        link = usedLink;
        connection = usedConnection;
        output.begin(usedTurn, usedLink);
        reset();
    }

    /// Begins with the next request of the same turn.
    void reset() {
        parser.reset();
        intake.clear();
        body.reset();
        response.reset();
        request.reset();
        bytes = MemorySegment.NULL;
        stage = Stage.HEAD;
        outcome = RouteOutcome.NOT_FOUND;
        settled = false;
    }

    /// Hands over what was written, and lets the turn go.
    void finish() {
        intake.clear();
        output.hand();
        output.finish();
        request.finish();
        Turn released = turn;
        turn = null;
        link = null;
        connection = null;
        bytes = MemorySegment.NULL;
        stage = Stage.DONE;
        if (held) {
            held = false;
            assert released != null : "held without a turn";
            released.release();
        }
    }

    Turn turn() {
        Turn used = turn;
        if (used == null) {
            throw new IllegalStateException("the response is complete");
        }
        return used;
    }

    Link link() {
        Link used = link;
        if (used == null) {
            throw new IllegalStateException("the response is complete");
        }
        return used;
    }

    HttpConnection connection() {
        HttpConnection used = connection;
        if (used == null) {
            throw new IllegalStateException("the response is complete");
        }
        return used;
    }

    /// The head was parsed.
    void headParsed(MemorySegment memory, int headFrom, int headLength) {
        bytes = memory;
        from = headFrom;
        headBytes = headLength;
    }

    /// {@return where the head is, from [#from()] on}
    MemorySegment bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    /// Keeps the turn, and moves into it what lies in memory that others will use.
    void hold() {
        if (!held) {
            held = true;
            turn().hold();
            headSinceNanos = http.loop().nowNanos();
        }
        settle();
    }

    /// {@return whether the response is complete and no work will come home any more}
    boolean isOver() {
        return stage == Stage.DONE && workCount == 0;
    }

    /// {@return what the request is called in warnings and errors}
    String targetName() {
        return outcome == RouteOutcome.FOUND ? match.handler().name() : outcome.toString();
    }

    /// Has the connection close: where the next request begins is not known.
    void refuse() {
        intake.refuse();
    }

    private void settle() {
        if (settled || stage == Stage.HEAD) {
            return;
        }
        long address = turn().reserve(headBytes);
        MemorySegment.copy(bytes, from, RawMemory.ALL, address, headBytes);
        int pathFrom = head.pathFrom;
        bytes = RawMemory.ALL.asSlice(address, headBytes);
        from = 0;
        match.moved(bytes, pathFrom);
        body.settle(turn());
        settled = true;
    }
}
