// SPDX-License-Identifier: Apache-2.0
package org.jparallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncTransportsTest {
    /// A transport that is open until it is told to stop.
    private static final class Sink implements Transport {
        final List<Duration> stops = new ArrayList<>();
        @Nullable TransportHost host;

        @Override
        public void start(TransportHost runtime) {
            host = runtime;
            runtime.begins();
        }

        @Override
        public void stop(Duration grace) {
            stops.add(grace);
            TransportHost started = host;
            if (started != null) {
                host = null;
                started.ended();
            }
        }

        @Override
        public String toString() {
            return "sink";
        }
    }

    @Test
    void runServesUntilTheTransportHasEnded() {
        try (Async async = Async.open()) {
            Sink sink = async.register(new Sink());
            assertThat(async.activeContexts()).isEqualTo(1);
            async.submitWork(() -> sink.stop(Duration.ZERO));
            async.run();
            assertThat(async.activeContexts()).isZero();
        }
    }

    @Test
    void mayBeRegisteredByAContext() {
        try (Async async = Async.open()) {
            Sink sink = new Sink();
            async.submitWork(
                    () -> {
                        async.register(sink);
                        sink.stop(Duration.ZERO);
                    });
            async.run();
            assertThat(sink.stops).containsExactly(Duration.ZERO);
        }
    }

    @Test
    void isRegisteredOnce() {
        try (Async async = Async.open()) {
            Sink sink = async.register(new Sink());
            assertThatThrownBy(() -> async.register(sink))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("transport was registered before: sink");
        }
    }

    @Test
    void isNotRegisteredIfItCannotStart() {
        try (Async async = Async.open()) {
            IllegalStateException failure = new IllegalStateException("cannot");
            Transport failing =
                    new Transport() {
                        @Override
                        public void start(TransportHost host) {
                            throw failure;
                        }

                        @Override
                        public void stop(Duration grace) {
                            throw new AssertionError("was never started");
                        }
                    };
            assertThatThrownBy(() -> async.register(failing)).isSameAs(failure);
            async.run();
        }
    }

    @Test
    void closeStopsWhatIsOpen() {
        Sink sink = new Sink();
        AsyncLimits limits = AsyncLimits.standard().withStopTimeout(Duration.ofSeconds(8));
        try (Async async = Async.open(limits)) {
            async.register(sink);
        }
        assertThat(sink.stops).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void closesWhatTransportsShareLastOpenedFirst() {
        List<String> closed = new ArrayList<>();
        TransportHost[] hosts = new TransportHost[1];
        try (Async async = Async.open()) {
            async.register(
                    new Transport() {
                        @Override
                        public void start(TransportHost host) {
                            hosts[0] = host;
                            host.shared(First.class, _ -> new First(closed));
                            host.shared(Second.class, _ -> new Second(closed));
                            host.shared(First.class, _ -> new First(closed));
                        }

                        @Override
                        public void stop(Duration grace) {
                            // Nothing is open.
                        }
                    });
        }
        assertThat(closed).containsExactly("second", "first");
        assertThatThrownBy(() -> hosts[0].shared(First.class, _ -> new First(closed)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("async is closed");
    }

    private record First(List<String> log) implements AutoCloseable {
        @Override
        public void close() {
            log.add("first");
        }
    }

    private record Second(List<String> log) implements AutoCloseable {
        @Override
        public void close() {
            log.add("second");
        }
    }
}
