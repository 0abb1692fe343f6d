// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jparallel.guard.AnyThread;
import org.jparallel.guard.ParallelThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: hands what arrives to its handler, each read in a [Turn], and sends memory of
/// turns from where it lies.
///
/// ```
/// socket readable -> Events.channelRead -> handler.received(turn)     as often as there is more
///                 -> channelReadComplete -> handler.receivedAll(turn) -> flush -> turn released
/// ```
///
/// Reading stops while more than the limit waits to be sent, and while the handler wants it. A
/// connection to be closed in order first sends what it has, then closes its side and reads on for
/// a while: closing with unread bytes would reset the connection and could destroy what was sent.
///
/// **Threads.** Its event loop, except what is marked.
@ParallelThread
@SuppressWarnings("FutureReturnValueIgnored") // how it ends comes as an event, or to a listener
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LinkOwner owner;
    private final Channel channel;
    private final Loop loop;
    private final LinkHandler handler;
    private final Consumer<Turn> receivedAll;
    private final long hogNanos;
    private final SendProgress progress = new SendProgress();
    private final Events events = new Events();
    private final Intake intake;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Turn turn;
    private @Nullable Throwable cause;
    private int index;
    private boolean closing;
    private boolean cut;
    private boolean wasActive;
    private boolean inputEnded;
    private long lingerEndNanos;

    private Link(LinkOwner owner, Channel channel) {
        this.owner = owner;
        this.channel = channel;
        intake = new Intake(channel);
        loop = LoopThread.currentLoop();
        hogNanos = owner.settings.hogTimeout().toNanos();
        handler = owner.open(this);
        receivedAll = handler::receivedAll;
    }

    /// Makes a connection of a channel that has just been registered.
    static void attach(LinkOwner owner, Channel channel) {
        long limit = owner.settings.unsentBytes();
        int high = (int) Math.min(limit, Integer.MAX_VALUE);
        LinkPace pace = owner.settings.pace();
        channel.config()
                .setWriteBufferWaterMark(new WriteBufferWaterMark(Math.max(1, high / 2), high))
                .setWriteSpinCount(pace.writeCount())
                .setRecvByteBufAllocator(new LoopReceive(pace.readCount()));
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (pace.quickAck()) {
            channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
        channel.pipeline().addLast(new Link(owner, channel).events);
    }

    /// {@return the loop it belongs to}
    @AnyThread
    public Loop loop() {
        return loop;
    }

    /// {@return the address of the peer, null if it is unknown, as for many unix domain sockets}
    @AnyThread
    public @Nullable SocketAddress remoteAddress() {
        return Addresses.toJdk(channel.remoteAddress());
    }

    /// {@return the address of this side, null once it is closed}
    @AnyThread
    public @Nullable SocketAddress localAddress() {
        return Addresses.toJdk(channel.localAddress());
    }

    /// {@return whether it is open}
    @AnyThread
    public boolean isOpen() {
        return channel.isActive();
    }

    /// {@return a turn with one hold}
    public Turn newTurn() {
        return loop.newTurn();
    }

    // --- sending ---------------------------------------------------------------------------------

    /// Sends memory of a turn, which lives until it has left. Nothing leaves before the callback
    /// has returned, or [#flush()].
    ///
    /// @param from the turn
    /// @param address the first byte
    /// @param byteCount how many
    public void send(Turn from, long address, int byteCount) {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.write(from.buffer(address, byteCount), open.voidPromise());
        }
    }

    /// Sends a part of a file, in the kernel where that is possible. The file is closed when it has
    /// left, and also if it cannot leave.
    ///
    /// @param file open for reading
    /// @param position the first byte
    /// @param byteCount how many
    public void sendFile(FileChannel file, long position, long byteCount) {
        ChannelHandlerContext open = context;
        DefaultFileRegion region = new DefaultFileRegion(file, position, byteCount);
        if (open == null) {
            region.release();
        } else {
            open.write(region, open.voidPromise());
        }
    }

    /// Has the handler told when all that was sent so far has left.
    ///
    /// @param id given to [LinkHandler#sent]
    public void notifySent(long id) {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.write(Unpooled.EMPTY_BUFFER)
                    .addListener(
                            (ChannelFutureListener) sent -> tellSent(id, sent.cause()));
        }
    }

    private void tellSent(long id, @Nullable Throwable failure) {
        if (loop.isInside()) {
            // A callback flushes or cuts the connection: callbacks do not run inside of others.
            execute(() -> tellSent(id, failure));
        } else {
            call("sendComplete", turn -> handler.sent(turn, id, failure));
        }
    }

    /// Lets what was sent leave now.
    public void flush() {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.flush();
        }
    }

    /// {@return how many bytes more may be sent before reading stops; files do not count}
    public long roomBytes() {
        return channel.bytesBeforeUnwritable();
    }

    /// {@return whether something waits to be sent}
    public boolean hasUnsent() {
        return !progress.isEmpty(channel);
    }

    /// {@return whether there is room to send more}
    public boolean isWritable() {
        return channel.isWritable();
    }

    // --- reading ---------------------------------------------------------------------------------

    /// Stops reading until [#resumeReading()].
    public void pauseReading() {
        intake.pause(Intake.HANDLER);
    }

    /// Ends what [#pauseReading()] began.
    public void resumeReading() {
        intake.resume(Intake.HANDLER);
        if (!intake.isEmpty()) {
            execute(events::deliver);
        }
    }

    // --- closing ---------------------------------------------------------------------------------

    /// Closes the connection once what was sent has left.
    public void close() {
        ChannelHandlerContext open = context;
        if (open == null || closing) {
            return;
        }
        closing = true;
        lingerEndNanos = loop.nowNanos() + LINGER_NANOS;
        intake.resume(Intake.HANDLER);
        open.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener((ChannelFutureListener) _ -> shutdownOutput());
    }

    private void shutdownOutput() {
        lingerEndNanos = loop.nowNanos() + LINGER_NANOS;
        if (inputEnded || !channel.isActive()) {
            channel.close();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    /// {@return whether it is being closed}
    public boolean isClosing() {
        return closing;
    }

    /// Closes the connection now. What was not sent is lost.
    ///
    /// @param why given to [LinkHandler#closed], or null
    public void cut(@Nullable Throwable why) {
        if (context == null || cut) {
            return;
        }
        if (cause == null) {
            cause = why;
        }
        cut = true;
        closing = true;
        owner.cutCount.increment();
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    // --- callbacks -------------------------------------------------------------------------------

    /// Runs something on the loop of this connection, also after that has closed.
    ///
    /// @param task what runs
    @AnyThread
    public void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    /// Runs something on the loop of this connection after some time, also after it has closed.
    ///
    /// @param delay the time
    /// @param task what runs
    @AnyThread
    public void executeAfter(Duration delay, Runnable task) {
        channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Runs something on the loop of this connection once all others had their turn.
    ///
    /// A task that is executed runs before the loop looks at its sockets again, and so do those
    /// that it executes itself; one that is due comes after that look.
    ///
    /// @param task what runs
    @AnyThread
    public void executeInTurn(Runnable task) {
        channel.eventLoop().schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    /// Runs a callback in a turn of its own, and lets what it sends leave.
    ///
    /// @param name what it is called in warnings
    /// @param callback what runs
    public void call(String name, Consumer<? super Turn> callback) {
        Turn own = loop.newTurn();
        callIn(own, name, callback);
        own.release();
    }

    /// Runs a callback in a turn that is held, and lets what it sends leave.
    ///
    /// @param held the turn
    /// @param name what it is called in warnings
    /// @param callback what runs
    public void callIn(Turn held, String name, Consumer<? super Turn> callback) {
        Turn outer = loop.enter(this, held, name);
        try {
            callback.accept(held);
        } catch (Throwable failure) {
            failed(failure);
        } finally {
            loop.leave(outer);
        }
        flush();
    }

    /// A fault of the layer above, or no memory left: users' failures do not come here.
    private void failed(Throwable failure) {
        LOG.error("connection is cut: connection={}", this, failure);
        cut(failure);
    }

    long hogNanos() {
        return hogNanos;
    }

    int index() {
        return index;
    }

    void index(int newIndex) {
        index = newIndex;
    }

    /// Begins to drain, on the loop.
    void drain() {
        call("drain", _ -> handler.drain());
    }

    void tick(long nowNanos) {
        long stuckNanos = progress.stuckNanos(channel, nowNanos);
        if (stuckNanos > owner.settings.sendTimeout().toNanos()) {
            cut(new LinkTimeoutException("nothing leaves", stuckNanos));
        } else if (closing) {
            if (progress.isEmpty(channel) && nowNanos - lingerEndNanos > 0) {
                channel.close();
            }
        } else {
            handler.tick(nowNanos);
        }
    }

    @Override
    public String toString() {
        return channel.remoteAddress() + "/" + channel.id().asShortText();
    }

    /// What Netty tells, on the loop.
    private final class Events extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            wasActive = true;
            loop.add(Link.this);
            owner.opened(Link.this);
            call("connectionMade", handler::opened);
            owner.endLate(Link.this);
        }

        @Override
        public void channelRead(ChannelHandlerContext active, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            int byteCount = bytes.readableBytes();
            owner.receivedBytes.add(byteCount);
            try {
                received(byteCount);
            } finally {
                bytes.release();
            }
        }

        private void received(int byteCount) {
            Turn present = turn;
            if (present == null) {
                present = loop.newTurn();
                turn = present;
            }
            if (intake.isHeld() || !intake.isEmpty()) {
                intake.keep(present, loop.receiveMemory(), byteCount);
            } else if (!closing) {
                received(present, loop.receiveMemory(), byteCount);
            }
        }

        private void received(Turn present, MemorySegment memory, int byteCount) {
            Turn outer = loop.enter(Link.this, present, "dataReceived");
            try {
                handler.received(present, memory, byteCount);
            } catch (Throwable failure) {
                failed(failure);
            } finally {
                loop.leave(outer);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext active) {
            Turn present = turn;
            if (present != null) {
                turn = null;
                callIn(present, "dataReceived", receivedAll);
                present.release();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext active) {
            if (!channel.isWritable()) {
                intake.pause(Intake.UNSENT);
            } else if (channel.isActive()) {
                intake.resume(Intake.UNSENT);
                // Not from here: this may come from inside of a callback that sends.
                execute(this::tellWritable);
            }
        }

        private void tellWritable() {
            if (channel.isActive() && channel.isWritable()) {
                call("writable", handler::writable);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext active, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                inputEnded = true;
                if (closing) {
                    close();
                } else if (intake.isEmpty()) {
                    call("inputEnded", handler::inputEnded);
                }
            }
        }

        /// Hands over what came while reading was paused, and the end that came behind it.
        private void deliver() {
            while (!intake.isHeld() && !intake.isEmpty()) {
                Intake.Read read = Objects.requireNonNull(intake.poll());
                if (!closing) {
                    received(read.turn(), read.memory(), read.byteCount());
                    callIn(read.turn(), "dataReceived", receivedAll);
                }
                read.turn().release();
                if (intake.isEmpty() && inputEnded && !closing) {
                    call("inputEnded", handler::inputEnded);
                }
            }
        }

        private void close() {
            if (progress.isEmpty(channel)) {
                channel.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext active, Throwable failure) {
            if (cause == null) {
                cause = failure;
            }
            if (!(failure instanceof IOException)) {
                LOG.error("connection is closed: connection={}", Link.this, failure);
            }
            channel.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext inactive) {
            context = null;
            loop.remove(Link.this);
            Turn last = turn;
            turn = null;
            if (last != null) {
                last.release();
            }
            intake.clear();
            call("connectionClosed", _ -> handler.closed(cause));
            owner.closed(Link.this);
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext gone) {
            if (!wasActive) {
                owner.goesAway();
            }
        }
    }
}
