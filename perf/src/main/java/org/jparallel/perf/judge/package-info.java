// SPDX-License-Identifier: Apache-2.0
/// What was measured, and whether it is enough.
@org.jspecify.annotations.NullMarked
package org.jparallel.perf.judge;
