// SPDX-License-Identifier: Apache-2.0
/// Contests of servers: ours and the peers', each a process of its own under the same load.
///
/// ```text
///   ServerBench ── finds ──▶ ServerContest ── is run by ──▶ ServerRounds ── gives ──▶ Measures
///                            (how a server                  (starts each contestant      │
///                             is measured)                   afresh in each round)       ▼
///                                 │                                               ServerReport
///                                 ▼                                            (tables, verdicts)
///                            RunningServer ◀── starts ── Contestant
/// ```
@org.jspecify.annotations.NullMarked
package org.jparallel.perf.serve;
