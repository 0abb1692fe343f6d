// SPDX-License-Identifier: Apache-2.0
package org.jparallel.dispatch;

/// What a dispatcher has done so far.
///
/// @param submitted works offered
/// @param completed works that have run, failed ones too
/// @param failed works that have thrown, or whose callbacks have
/// @param spilled works that found the ring full
public record DispatchCounts(long submitted, long completed, long failed, long spilled) {}
