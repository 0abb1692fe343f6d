// SPDX-License-Identifier: Apache-2.0
/// What puts servers under load, the same for all: wrk, and clients of our own where it has none.
@org.jspecify.annotations.NullMarked
package org.jparallel.perf.load;
