// SPDX-License-Identifier: Apache-2.0
/// Speed, ours beside the peers': what is run in which order, and how it is judged.
///
/// ```text
///   Main ── finds ──▶ Contest ── is run by ──▶ Rounds ── gives ──▶ Standings ── in ──▶ Report
///                     (JMH class,              (one fork of each     (medians)          (table,
///                      its goals)               contestant a round)                     verdicts)
/// ```
///
/// Servers are measured from outside, by `org.jparallel.perf.serve`.
@org.jspecify.annotations.NullMarked
package org.jparallel.perf;
