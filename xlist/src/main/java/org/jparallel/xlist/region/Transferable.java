// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

import org.jparallel.guard.AnyThread;

/// What can stand in a transfer list: it is handed over without a copy, and its giver no longer has
/// it.
@AnyThread
public sealed interface Transferable permits Region {}
