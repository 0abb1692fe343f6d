// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/// Netty's handler of epoll, which never forgets a socket that is of no interest for a while.
///
/// Netty 4.2.18 takes a socket out of epoll when nothing of it is of interest, as when its peer has
/// ended its side and reading is paused, or when a listening socket pauses; and when something is
/// of interest again, it changes what is no longer there, which fails with `ENOENT` and closes the
/// connection. So instead of nothing, such a socket asks for edges alone: it stays, and an error
/// wakes the loop once and not again and again, which is why Netty takes it out.
final class SteadyEpoll implements IoHandler {
    private static final IoHandlerFactory NETTY = EpollIoHandler.newFactory();

    private final IoHandler netty;

    private SteadyEpoll(IoHandler netty) {
        this.netty = netty;
    }

    static IoHandlerFactory newFactory() {
        return executor -> new SteadyEpoll(NETTY.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new SteadyRegistration(netty.register(handle));
    }

    private record SteadyRegistration(IoRegistration netty) implements IoRegistration {
        @Override
        public long submit(IoOps wanted) {
            boolean nothing = wanted instanceof EpollIoOps ops && ops.value() == 0;
            return netty.submit(nothing ? EpollIoOps.EPOLLET : wanted);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as in Netty
        public <T> T attachment() {
            return netty.attachment();
        }

        @Override
        public boolean isValid() {
            return netty.isValid();
        }

        @Override
        public boolean cancel() {
            return netty.cancel();
        }
    }

    @Override
    public void initialize() {
        netty.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return netty.run(context);
    }

    @Override
    public void prepareToDestroy() {
        netty.prepareToDestroy();
    }

    @Override
    public void destroy() {
        netty.destroy();
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return netty.isCompatible(handleType);
    }
}
