// SPDX-License-Identifier: Apache-2.0
/// The contestants: one JMH class for each row of the speed table, one method for each contestant.
/// Methods whose name starts with `jparallel` are ours.
@org.jspecify.annotations.NullMarked
package org.jparallel.perf.benchmark;
