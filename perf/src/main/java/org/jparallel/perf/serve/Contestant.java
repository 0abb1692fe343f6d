// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.serve;

import java.io.IOException;
import java.util.Set;

/// A server that can be started.
sealed interface Contestant permits JavaContestant, NginxContestant {
    /// {@return what the user types}
    String name();

    /// {@return what it serves}
    Set<Service> services();

    /// {@return whether it runs unless the user chooses}
    boolean isStandard();

    /// Starts it, and waits until it listens.
    ///
    /// @throws IOException if it does not
    RunningServer start(Stage stage) throws IOException;
}
