// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.jparallel.TransportHost;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.Link;
import org.jparallel.io.netty.LinkHandler;
import org.jparallel.io.netty.LinkSettings;

/// What the connections of one server or client have in common: how their callbacks are made, what
/// these want, what they have done.
///
/// For transports; users of them never see it.
@AnyThread
@SuppressWarnings("exports") // links are seen by the transports of this module alone
public final class ConnectionService {
    private final TransportHost host;
    private final Callable<? extends ConnectionCallbacks> factory;
    private final ProtocolSettings settings;
    private final CallbackSet callbackSet;
    private final String name;
    private final FailureLog failures = new FailureLog();
    private final LongAdder sendCount = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();

    /// Creates the service and checks what the callbacks want.
    ///
    /// @param host the runtime
    /// @param name what it is called in the log
    /// @param factory makes the callbacks of a connection
    /// @param first tells the settings
    /// @throws IllegalArgumentException if the settings do not fit what is overridden
    public ConnectionService(
            TransportHost host,
            String name,
            Callable<? extends ConnectionCallbacks> factory,
            ConnectionCallbacks first) {
        this.host = host;
        this.name = name;
        this.factory = factory;
        settings = first.settings();
        callbackSet = CallbackSet.of(first);
        callbackSet.requireFit(settings, first);
    }

    /// {@return what the callbacks want}
    public ProtocolSettings settings() {
        return settings;
    }

    /// {@return what they want of the links}
    public LinkSettings linkSettings() {
        return settings.linkSettings();
    }

    /// Makes the handler of a link, on its loop.
    ///
    /// @param link which
    /// @return its handler
    public LinkHandler open(Link link) {
        return new ConnectionDriver(this, link);
    }

    /// {@return how many sends there were}
    public long sendCount() {
        return sendCount.sum();
    }

    /// {@return how many bytes were given to be sent, those of files included}
    public long sentBytes() {
        return sentBytes.sum();
    }

    /// {@return how many callbacks have failed}
    public long failureCount() {
        return failures.count();
    }

    TransportHost host() {
        return host;
    }

    CallbackSet callbackSet() {
        return callbackSet;
    }

    ConnectionCallbacks newCallbacks() throws Exception {
        return factory.call();
    }

    void sends() {
        sendCount.increment();
    }

    void sentBytes(long byteCount) {
        sentBytes.add(byteCount);
    }

    FailureLog failures() {
        return failures;
    }

    @Override
    public String toString() {
        return name;
    }
}
