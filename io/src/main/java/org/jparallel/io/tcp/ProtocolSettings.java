// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.time.Duration;
import java.util.Objects;
import org.jparallel.guard.AnyThread;
import org.jparallel.io.netty.LinkSettings;

/// What a protocol wants of its connections, with a limit on everything.
///
/// ```java
/// ProtocolSettings settings =
///         ProtocolSettings.standard().withLinesMode(true).withIdleTimeout(Duration.ofMinutes(5));
/// ```
///
/// @param linesMode whether what arrives is split into lines, for `linesReceived`
/// @param lineLimitBytes the longest line, without its end; a longer one is a
///     [LineTooLongException] of `linesReceived`
/// @param initialBytesToSend sent when a connection has opened, before `connectionMade`
/// @param nextBytesToSend sent for every read that brought something, which is thrown away
/// @param rateLimit how long a connection does not read after each data callback; zero: it reads on
/// @param mode what the connections are made for
/// @param maximumConnections the most that a server has open at a time; one more is closed at once
/// @param unsentBytes how much may wait to be sent before reading stops
/// @param idleTimeout a connection on which nothing arrives, nothing is to be sent and no work runs
///     for so long is closed; zero: it stays
/// @param sendTimeout a connection whose peer takes nothing for so long, while something is to be
///     sent, is cut
/// @param connectTimeout how long a client waits for its connection
/// @param hogTimeout a callback that runs longer is named in a warning
@AnyThread
public record ProtocolSettings(
        boolean linesMode,
        int lineLimitBytes,
        BytesToSend initialBytesToSend,
        BytesToSend nextBytesToSend,
        Duration rateLimit,
        TransferMode mode,
        int maximumConnections,
        long unsentBytes,
        Duration idleTimeout,
        Duration sendTimeout,
        Duration connectTimeout,
        Duration hogTimeout) {
    private static final int LINE_LIMIT_BYTES = 65_536;
    private static final int CONNECTION_COUNT = 100_000;
    private static final long UNSENT_BYTES = 1 << 20;
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofNanos(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration HOG_TIMEOUT = Duration.ofSeconds(1);

    private static final ProtocolSettings STANDARD =
            new ProtocolSettings(
                    false,
                    LINE_LIMIT_BYTES,
                    BytesToSend.NONE,
                    BytesToSend.NONE,
                    Duration.ZERO,
                    TransferMode.STANDARD,
                    CONNECTION_COUNT,
                    UNSENT_BYTES,
                    Duration.ZERO,
                    SEND_TIMEOUT,
                    CONNECT_TIMEOUT,
                    HOG_TIMEOUT);

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if a number is less than 1, or a time is negative, longer
    ///     than 365 days or, where something must happen in time, zero
    public ProtocolSettings {
        Objects.requireNonNull(initialBytesToSend, "initialBytesToSend");
        Objects.requireNonNull(nextBytesToSend, "nextBytesToSend");
        Objects.requireNonNull(mode, "mode");
        requirePositive("lineLimitBytes", lineLimitBytes);
        requirePositive("maximumConnections", maximumConnections);
        requirePositive("unsentBytes", unsentBytes);
        requireTime("rateLimit", rateLimit, Duration.ZERO);
        requireTime("idleTimeout", idleTimeout, Duration.ZERO);
        requireTime("sendTimeout", sendTimeout, SHORTEST);
        requireTime("connectTimeout", connectTimeout, SHORTEST);
        requireTime("hogTimeout", hogTimeout, SHORTEST);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "out of range: " + name + "=" + value + " minimum=1");
        }
    }

    private static void requireTime(String name, Duration time, Duration minimum) {
        Objects.requireNonNull(time, name);
        if (time.compareTo(minimum) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "out of range: %s=%s minimum=%s maximum=%s"
                            .formatted(name, time, minimum, LONGEST));
        }
    }

    /// {@return settings that suit most protocols: no lines, 65,536 bytes a line if there are,
    /// nothing sent by itself, 100,000 connections, reading stops at 1 MiB unsent, no idle timeout,
    /// cut when nothing leaves for a minute, 10 seconds to connect, a hog after a second}
    public static ProtocolSettings standard() {
        return STANDARD;
    }

    /// {@return these settings with another `linesMode`}
    ///
    /// @param linesMode whether what arrives is split into lines
    public ProtocolSettings withLinesMode(boolean linesMode) {
        Draft draft = new Draft(this);
        draft.linesMode = linesMode;
        return draft.settings();
    }

    /// {@return these settings with another `lineLimitBytes`}
    ///
    /// @param lineLimitBytes the longest line, at least 1
    public ProtocolSettings withLineLimitBytes(int lineLimitBytes) {
        Draft draft = new Draft(this);
        draft.lineLimitBytes = lineLimitBytes;
        return draft.settings();
    }

    /// {@return these settings with another `initialBytesToSend`}
    ///
    /// @param initialBytesToSend what is sent at the start
    public ProtocolSettings withInitialBytesToSend(BytesToSend initialBytesToSend) {
        Draft draft = new Draft(this);
        draft.initialBytesToSend = initialBytesToSend;
        return draft.settings();
    }

    /// {@return these settings with another `nextBytesToSend`}
    ///
    /// @param nextBytesToSend what is sent for every read
    public ProtocolSettings withNextBytesToSend(BytesToSend nextBytesToSend) {
        Draft draft = new Draft(this);
        draft.nextBytesToSend = nextBytesToSend;
        return draft.settings();
    }

    /// {@return these settings with another `rateLimit`}
    ///
    /// @param rateLimit the pause after each data callback, zero for none
    public ProtocolSettings withRateLimit(Duration rateLimit) {
        Draft draft = new Draft(this);
        draft.rateLimit = rateLimit;
        return draft.settings();
    }

    /// {@return these settings with another `mode`}
    ///
    /// @param mode what the connections are made for
    public ProtocolSettings withMode(TransferMode mode) {
        Draft draft = new Draft(this);
        draft.mode = mode;
        return draft.settings();
    }

    /// {@return these settings with another `maximumConnections`}
    ///
    /// @param maximumConnections the most connections, at least 1
    public ProtocolSettings withMaximumConnections(int maximumConnections) {
        Draft draft = new Draft(this);
        draft.maximumConnections = maximumConnections;
        return draft.settings();
    }

    /// {@return these settings with another `unsentBytes`}
    ///
    /// @param unsentBytes what may wait to be sent, at least 1
    public ProtocolSettings withUnsentBytes(long unsentBytes) {
        Draft draft = new Draft(this);
        draft.unsentBytes = unsentBytes;
        return draft.settings();
    }

    /// {@return these settings with another `idleTimeout`}
    ///
    /// @param idleTimeout how long a connection may be idle, zero for ever
    public ProtocolSettings withIdleTimeout(Duration idleTimeout) {
        Draft draft = new Draft(this);
        draft.idleTimeout = idleTimeout;
        return draft.settings();
    }

    /// {@return these settings with another `sendTimeout`}
    ///
    /// @param sendTimeout how long nothing may leave
    public ProtocolSettings withSendTimeout(Duration sendTimeout) {
        Draft draft = new Draft(this);
        draft.sendTimeout = sendTimeout;
        return draft.settings();
    }

    /// {@return these settings with another `connectTimeout`}
    ///
    /// @param connectTimeout how long a connection may take to open
    public ProtocolSettings withConnectTimeout(Duration connectTimeout) {
        Draft draft = new Draft(this);
        draft.connectTimeout = connectTimeout;
        return draft.settings();
    }

    /// {@return these settings with another `hogTimeout`}
    ///
    /// @param hogTimeout how long a callback may take
    public ProtocolSettings withHogTimeout(Duration hogTimeout) {
        Draft draft = new Draft(this);
        draft.hogTimeout = hogTimeout;
        return draft.settings();
    }

    LinkSettings linkSettings() {
        return new LinkSettings(
                maximumConnections, "", unsentBytes, sendTimeout, hogTimeout, mode.pace());
    }

    /// The settings while one of them is another.
    private static final class Draft {
        private boolean linesMode;
        private int lineLimitBytes;
        private BytesToSend initialBytesToSend;
        private BytesToSend nextBytesToSend;
        private Duration rateLimit;
        private TransferMode mode;
        private int maximumConnections;
        private long unsentBytes;
        private Duration idleTimeout;
        private Duration sendTimeout;
        private Duration connectTimeout;
        private Duration hogTimeout;

        Draft(ProtocolSettings from) {
            linesMode = from.linesMode;
            lineLimitBytes = from.lineLimitBytes;
            initialBytesToSend = from.initialBytesToSend;
            nextBytesToSend = from.nextBytesToSend;
            rateLimit = from.rateLimit;
            mode = from.mode;
            maximumConnections = from.maximumConnections;
            unsentBytes = from.unsentBytes;
            idleTimeout = from.idleTimeout;
            sendTimeout = from.sendTimeout;
            connectTimeout = from.connectTimeout;
            hogTimeout = from.hogTimeout;
        }

        ProtocolSettings settings() {
            return new ProtocolSettings(
                    linesMode,
                    lineLimitBytes,
                    initialBytesToSend,
                    nextBytesToSend,
                    rateLimit,
                    mode,
                    maximumConnections,
                    unsentBytes,
                    idleTimeout,
                    sendTimeout,
                    connectTimeout,
                    hogTimeout);
        }
    }
}
