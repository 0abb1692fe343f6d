// SPDX-License-Identifier: Apache-2.0
/// The servers that are measured, ours beside the peers': each has a main method and runs in a JVM
/// of its own, see [org.jparallel.perf.server.Child] for what it tells its parent.
///
/// All give the same answers (see [org.jparallel.perf.server.Answers]) and write Server and Date
/// with each of them. Each is set up as its makers recommend for speed, on one I/O loop.
@org.jspecify.annotations.NullMarked
package org.jparallel.perf.server;
