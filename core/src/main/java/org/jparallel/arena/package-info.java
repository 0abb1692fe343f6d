// SPDX-License-Identifier: Apache-2.0
/// Where memory lives: chunks, bump allocation, mark, rewind, limits.
///
/// ```
/// Context ── ContextArena ── chunks ──── ChunkPool ── slabs of 2 MiB ── operating system
///               │                │
///               │                └─ each charged to the MemoryBudget of the runtime
///               └─ scopes: one confined JDK arena for each Mark, and one for the start
/// ```
///
/// A context allocates from its [org.jparallel.arena.ContextArena]; containers take whole chunks
/// from the [org.jparallel.arena.ChunkPool]. Memory is zero wherever it is free.
package org.jparallel.arena;
