// SPDX-License-Identifier: Apache-2.0
/// The main thread: run, timers, waits, main-thread calls.
package org.jparallel.loop;
