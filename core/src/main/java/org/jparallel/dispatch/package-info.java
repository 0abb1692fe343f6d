// SPDX-License-Identifier: Apache-2.0
/// The crossing: works go to parallel threads on a ring, what concerns the main thread comes back
/// on another.
///
/// ```text
///  main thread ──offer──► WorkRing ──claim, take, steal──► WorkThread ─┐ runs the work in its
///  a context ───offer──►     │                             WorkThread ─┤ context, counts it in
///               (full) └► WorkSpill                        spares … ───┘ its Tally
///  main thread ◄──drain── CompletionRing ◄── calls, failures, results ──┘
/// ```
package org.jparallel.dispatch;
