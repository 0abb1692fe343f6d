// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.lang.foreign.MemorySegment;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens between a request and its response on one connection: the route, the filters, the
/// handler, and what is answered when one of them fails.
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final byte[] CONTINUE = Output.ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] ROOT = {'/'};

    /// Kept, so that no object is made for a request.
    private static final Step HANDLE = Answering::handle;

    private final HttpService service;
    private final Link link;

    Answering(HttpService service, Link link) {
        this.service = service;
        this.link = link;
    }

    /// A step of users' code.
    interface Step {
        void run(Exchange exchange) throws Throwable;
    }

    /// The head is there: finds the route, and answers at once if there is no body to wait for.
    ///
    /// @param more whether bytes behind the head are there
    void begin(Exchange exchange, boolean more) {
        RequestHead head = exchange.head;
        exchange.outcome = route(exchange);
        RouteTarget target =
                exchange.outcome == RouteOutcome.FOUND ? exchange.match.handler() : null;
        boolean streaming = target != null && target.streaming();
        exchange.intake.begin(head, streaming);
        if (exchange.intake.isComplete()) {
            exchange.stage = Exchange.Stage.ANSWER;
            answer(exchange);
            return;
        }
        exchange.stage = Exchange.Stage.BODY;
        if (!streaming && !exchange.body.allows(head.contentLength)) {
            refuseLongBody(exchange);
            return;
        }
        if (streaming) {
            answer(exchange);
        }
        if (head.expectContinue && !more && !exchange.response.isSent()) {
            askForBody(exchange);
        }
    }

    /// What no handler would take is answered as such, whatever its length.
    private void refuseLongBody(Exchange exchange) {
        if (exchange.outcome == RouteOutcome.FOUND) {
            refuse(exchange, 413, exchange.body.refusal());
        } else {
            exchange.stage = Exchange.Stage.ANSWER;
            answer(exchange);
        }
    }

    /// A client that is told in advance that its body is not wanted does not send it.
    private void askForBody(Exchange exchange) {
        if (exchange.outcome == RouteOutcome.FOUND) {
            exchange.output.ensure(CONTINUE.length);
            exchange.output.put(CONTINUE);
            exchange.output.hand();
        } else {
            exchange.stage = Exchange.Stage.ANSWER;
            answer(exchange);
        }
    }

    private RouteOutcome route(Exchange exchange) {
        RequestHead head = exchange.head;
        if (head.asterisk) {
            return RouteOutcome.OPTIONS;
        }
        String method = exchange.request.method();
        if (head.pathFrom == head.pathTo) {
            MemorySegment root = MemorySegment.ofArray(ROOT);
            return service.routes().match(method, root, 0, 1, exchange.match);
        }
        return service.routes()
                .match(
                        method,
                        exchange.bytes(),
                        exchange.from() + head.pathFrom,
                        exchange.from() + head.pathTo,
                        exchange.match);
    }

    /// The body is there.
    void bodyComplete(Exchange exchange) {
        exchange.stage = Exchange.Stage.ANSWER;
        if (exchange.intake.isStreaming()) {
            afterStep(exchange);
        } else {
            answer(exchange);
        }
    }

    private void answer(Exchange exchange) {
        switch (exchange.outcome) {
            case FOUND -> run(exchange, HANDLE);
            case OPTIONS -> run(exchange, Answering::options);
            case METHOD_NOT_ALLOWED -> run(exchange, Answering::notAllowed);
            case NOT_FOUND -> run(exchange, _ -> exchange.response.error(404, "not found"));
            case MALFORMED -> run(exchange, _ -> exchange.response.error(400, "malformed path"));
        }
    }

    private static void handle(Exchange exchange) throws Exception {
        if (exchange.http.service().before(exchange.request, exchange.response)) {
            exchange.match.handler().handler().handle(exchange.request, exchange.response);
        }
    }

    private static void options(Exchange exchange) {
        String allowed =
                exchange.head.asterisk
                        ? exchange.http.service().routes().allowed()
                        : exchange.match.allowed();
        exchange.response.status(204).header("Allow", allowed).end();
    }

    private static void notAllowed(Exchange exchange) {
        exchange.response.header("Allow", exchange.match.allowed());
        exchange.response.error(405, "method not allowed");
    }

    /// Runs a step of users' code in the turn of the exchange, and answers what it throws.
    void run(Exchange exchange, Step step) {
        link.loop().callback(exchange.targetName());
        Turn outer = link.loop().use(exchange.turn());
        try {
            step.run(exchange);
            exchange.intake.endIfOwed(exchange);
            afterStep(exchange);
        } catch (BadRequestException failure) {
            failed(exchange, failure, 400);
        } catch (Throwable failure) {
            failed(exchange, failure, 500);
        } finally {
            link.loop().use(outer);
        }
    }

    /// Gives a part of a body to its receiver, in the turn in which it came.
    void deliver(Exchange exchange, Step step) {
        link.loop().callback(exchange.targetName());
        try {
            step.run(exchange);
        } catch (BadRequestException failure) {
            failed(exchange, failure, 400);
        } catch (Throwable failure) {
            failed(exchange, failure, 500);
        }
    }

    /// Sees to it that somebody will answer.
    private void afterStep(Exchange exchange) {
        boolean awaited =
                exchange.stage == Exchange.Stage.DONE
                        || exchange.workCount > 0
                        || exchange.response.isSent()
                        || exchange.intake.isReceiving();
        if (awaited) {
            return;
        }
        if (exchange.response.isStatusSet()) {
            exchange.response.end();
        } else {
            failed(exchange, new IllegalStateException("handler did not answer"), 500);
        }
    }

    private void failed(Exchange exchange, Throwable failure, int status) {
        if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
            service.host().failed(failure);
        }
        if (exchange.response.isSent()) {
            failedLate(exchange, failure);
            return;
        }
        exchange.response.clear();
        try {
            if (status == 400) {
                service.error(exchange, status, String.valueOf(failure.getMessage()));
            } else {
                service.failure(exchange, failure);
            }
        } catch (Throwable second) {
            second.addSuppressed(failure);
            LOG.error("error page failed: request={}", exchange.targetName(), second);
            refuse(exchange, 500, "internal server error");
        }
    }

    /// A response that is complete goes to the client all the same.
    private void failedLate(Exchange exchange, Throwable failure) {
        boolean complete = exchange.stage == Exchange.Stage.DONE;
        LOG.error(
                complete
                        ? "handler failed after its response: request={} connection={}"
                        : "response is cut: request={} connection={}",
                exchange.targetName(),
                link,
                failure);
        if (!complete) {
            exchange.stage = Exchange.Stage.DONE;
            link.cut(failure);
        }
    }

    /// Answers without any of the users' code, and has the connection closed.
    void refuse(Exchange exchange, int status, String reason) {
        exchange.refuse();
        exchange.response.clear();
        exchange.response.refusal(status, reason);
        exchange.stage = Exchange.Stage.DONE;
    }
}
