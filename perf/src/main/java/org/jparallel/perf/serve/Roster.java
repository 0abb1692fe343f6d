// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import static org.jparallel.perf.serve.Service.CHARGEN;
import static org.jparallel.perf.serve.Service.ECHO;
import static org.jparallel.perf.serve.Service.FILES;
import static org.jparallel.perf.serve.Service.JSON;
import static org.jparallel.perf.serve.Service.PLAINTEXT;

import java.util.List;
import org.jparallel.perf.server.HelidonServer;
import org.jparallel.perf.server.JParallelHttp;
import org.jparallel.perf.server.JParallelTcp;
import org.jparallel.perf.server.JdkServer;
import org.jparallel.perf.server.JettyServer;
import org.jparallel.perf.server.NettyBytes;
import org.jparallel.perf.server.NettyCodec;
import org.jparallel.perf.server.NettyTcp;
import org.jparallel.perf.server.NettyTuned;
import org.jparallel.perf.server.UndertowServer;
import org.jparallel.perf.server.VertxServer;

/// All contestants.
final class Roster {
    static final String OURS = "jparallel";
    static final String NETTY = "netty";
    static final String NETTY_TUNED = "nettyTuned";
    static final String NGINX = "nginx";
    static final String NETTY_BYTES = "nettyBytes";

    /// Those that ours must be ahead of; where a name has a tuned sibling, the faster of the two.
    static final List<List<String>> FRAMEWORKS = List.of(
            List.of("vertx", "vertxTuned"),
            List.of("helidon", "helidonTuned"),
            List.of("undertow"),
            List.of("jetty"),
            List.of("jdk"));

    private static final String[] UNCHECKED_BUFFERS = {
        "io.netty.buffer.checkBounds=false",
        "io.netty.buffer.checkAccessible=false",
        "io.netty.leakDetection.level=disabled"
    };

    private static final String[] VERTX_TUNED = {
        "vertx.disableMetrics=true",
        "vertx.disableContextTimings=true",
        "vertx.disableHttpHeadersValidation=true",
        "vertx.cacheImmutableHttpResponseHeaders=true",
        "io.netty.buffer.checkBounds=false",
        "io.netty.buffer.checkAccessible=false",
        "io.netty.leakDetection.level=disabled"
    };

    private static final List<Contestant> ALL = List.of(
            JavaContestant.of(OURS, JParallelHttp.class, PLAINTEXT, JSON, FILES),
            tuned(NETTY_TUNED),
            JavaContestant.of(NETTY, NettyCodec.class, PLAINTEXT, JSON),
            JavaContestant.of(NETTY_BYTES, NettyBytes.class, PLAINTEXT).with(UNCHECKED_BUFFERS),
            tuned("nettyPrepared").given("epoll", "prepared"),
            JavaContestant.of("vertx", VertxServer.class, PLAINTEXT, JSON),
            JavaContestant.of("vertxTuned", VertxServer.class, PLAINTEXT, JSON)
                    .given("tuned")
                    .with(VERTX_TUNED),
            JavaContestant.of("helidon", HelidonServer.class, PLAINTEXT, JSON),
            JavaContestant.of("helidonTuned", HelidonServer.class, PLAINTEXT, JSON).given("tuned"),
            JavaContestant.of("undertow", UndertowServer.class, PLAINTEXT, JSON),
            JavaContestant.of("jetty", JettyServer.class, PLAINTEXT, JSON),
            JavaContestant.of("jdk", JdkServer.class, PLAINTEXT, JSON)
                    .with("sun.net.httpserver.nodelay=true"),
            new NginxContestant(),
            JavaContestant.of("jparallelTwoLoops", JParallelHttp.class, PLAINTEXT, JSON)
                    .given("2")
                    .onlyWhenChosen(),
            tuned("nettyTunedIoUring").given("io_uring").onlyWhenChosen(),
            tuned("nettyTunedNio").given("nio").onlyWhenChosen(),
            JavaContestant.of("jparallelEcho", JParallelTcp.class, ECHO).given("echo"),
            JavaContestant.of("nettyEcho", NettyTcp.class, ECHO)
                    .given("echo")
                    .with(UNCHECKED_BUFFERS),
            JavaContestant.of("jparallelChargen", JParallelTcp.class, CHARGEN).given("chargen"),
            JavaContestant.of("nettyChargen", NettyTcp.class, CHARGEN)
                    .given("chargen")
                    .with(UNCHECKED_BUFFERS));

    private Roster() {}

    /// {@return those that serve it, ours first}
    static List<Contestant> serving(Service service) {
        return ALL.stream().filter(each -> each.services().contains(service)).toList();
    }

    private static JavaContestant tuned(String name) {
        return JavaContestant.of(name, NettyTuned.class, PLAINTEXT, JSON).with(UNCHECKED_BUFFERS);
    }
}
