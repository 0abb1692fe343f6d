// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.List;

/// One way to measure servers.
interface ServerContest {
    /// {@return what the user types}
    String name();

    /// {@return one line}
    String description();

    /// {@return all who can take part, ours first}
    List<Contestant> contestants();

    /// {@return what to print of each contestant}
    List<Column> columns();

    /// {@return what must be reached}
    List<Claim> claims();

    /// {@return about how long a round of one contestant takes}
    int secondsForEach(ServerOptions options);

    /// Does what must be done before the first round.
    ///
    /// @throws IOException if a tool is missing
    /// @throws InterruptedException if the thread is interrupted
    void prepare(Stage stage, ServerOptions options) throws IOException, InterruptedException;

    /// Measures a server that was just started.
    ///
    /// @throws IOException if it cannot be measured
    /// @throws InterruptedException if the thread is interrupted
    void measure(RunningServer server, ServerOptions options, Measures measures)
            throws IOException, InterruptedException;
}
